// The class alone: the package's own door loads a hundred exchanges.
import Delta from '../../../../node_modules/ccxt/js/src/delta.js';
import type { ProviderHttp, ProviderRequest } from '../../../platform/http/provider-http.js';
import { SecretText } from '../../../platform/vault/secret-text.js';
import { type DeltaCall, DeltaClient } from './delta-client.js';
import { signDelta } from './delta-signature.js';

type Chance = () => number;
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

interface SignedByPeer {
  readonly url: string;
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789_-.';
const PRINTABLE = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).join('');
const WIDE = `${PRINTABLE} \t\n₹éß日😀`;
const SECONDS = 1_753_725_582;

/** Numbers from 0 to 1, the same each time (mulberry32). */
function seeded(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const whole = (chance: Chance, from: number, to: number): number =>
  from + Math.floor(chance() * (to - from + 1));
const one = <T>(chance: Chance, of: readonly T[]): T => of[whole(chance, 0, of.length - 1)] as T;
const text = (chance: Chance, length: number, of: string): string =>
  Array.from({ length }, () => one(chance, [...of])).join('');
const values = (chance: Chance, of: string): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: whole(chance, 0, 5) }, (_, at) => [
      `${text(chance, 6, 'abcdef')}${at}`,
      text(chance, whole(chance, 0, 24), of),
    ]),
  );

/** What ccxt would send, made and signed by it. */
function byPeer(second: number, secret: string, method: Method, path: string, given: object): SignedByPeer {
  const peer = new Delta({ apiKey: 'key', secret });
  peer.seconds = () => second;
  return peer.sign(path, 'private', method, given, {}, undefined) as SignedByPeer;
}

/** What our client would send. */
async function byUs(second: number, secret: string, call: DeltaCall): Promise<ProviderRequest> {
  const sent: ProviderRequest[] = [];
  const http = { send: (request: ProviderRequest) => Promise.resolve(sent.push(request)) };
  const clock = { now: () => new Date(second * 1000) };
  const client = new DeltaClient('https://delta.example', { http: http as unknown as ProviderHttp, clock });
  await client.signed({ apiKey: new SecretText('key'), apiSecret: new SecretText(secret) }, call);
  const [request] = sent;
  if (!request) throw new Error('nothing was sent');
  return request;
}

describe('The signature, against the implementation of others (ccxt)', () => {
  it('is the same for 1,000 random requests', () => {
    const chance = seeded(20_260_212);
    const seen = new Set<string>();
    for (let request = 0; request < 1_000; request += 1) {
      const secret = text(chance, whole(chance, 8, 64), PRINTABLE);
      const method = one<Method>(chance, ['GET', 'POST', 'PUT', 'DELETE']);
      const path = text(chance, whole(chance, 1, 20), LETTERS);
      const timestamp = SECONDS + request;
      const { url, body, headers } = byPeer(timestamp, secret, method, path, values(chance, WIDE));
      const [, pathname = '', query = ''] = /^https:\/\/[^/]+(\/v2\/[^?]*)(\?.*)?$/s.exec(url) ?? [];
      const parts = { method, timestamp: String(timestamp), path: pathname, query, body: body ?? '' };
      expect(pathname).toBe(`/v2/${path}`);
      expect(signDelta(new SecretText(secret), parts)).toBe(headers['signature']);
      seen.add(headers['signature'] ?? '');
    }
    expect(seen.size).toBe(1_000);
  });

  it('is the same over the very bytes that our client sends', async () => {
    const chance = seeded(4_711);
    for (let request = 0; request < 250; request += 1) {
      const secret = text(chance, 40, PRINTABLE);
      const method = one(chance, ['GET', 'DELETE'] as const);
      const path = text(chance, 12, LETTERS);
      const given = { first: 'x', ...values(chance, LETTERS) };
      const theirs = byPeer(SECONDS + request, secret, method, path, given);
      const call = {
        method,
        path: `/v2/${path}`,
        ...(method === 'GET' ? { query: given } : { body: given }),
      };
      const ours = await byUs(SECONDS + request, secret, call);
      expect(ours.url.replace('https://delta.example', '')).toBe(theirs.url.replace(/^https:\/\/[^/]+/, ''));
      expect(ours.body).toBe(theirs.body);
      expect(ours.headers).toMatchObject({
        timestamp: theirs.headers['timestamp'],
        signature: theirs.headers['signature'],
      });
    }
  });
});
