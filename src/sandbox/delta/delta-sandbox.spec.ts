import { createHmac } from 'node:crypto';
import { request } from 'node:http';

import { findDeltaAccount } from './delta-accounts.js';
import { type DeltaSandbox, startDeltaSandbox } from './delta-sandbox.js';
import { priceAt, SANDBOX_PRODUCTS } from './market-model.js';

const now = new Date('2026-02-12T10:00:00Z');
const seconds = now.getTime() / 1000;
let exchange: DeltaSandbox;

beforeAll(async () => {
  exchange = await startDeltaSandbox({ clock: { now: () => now } });
});
afterAll(() => exchange.close());

interface Sent {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Node's own client: it adds no User-Agent and changes nothing. */
function send({ method = 'GET', path, headers = {}, body = '' }: Sent) {
  return new Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }>(
    (done, failed) => {
      const length = { 'content-length': String(Buffer.byteLength(body)) };
      const call = request(
        exchange.url + path,
        { method, headers: { ...headers, ...length } },
        (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () =>
            done({ status: response.statusCode ?? 0, text, headers: response.headers }),
          );
        },
      );
      call.on('error', failed).end(body);
    },
  );
}

function signed(sent: Sent, key = 'sandbox_ok_trade', at = seconds) {
  const secret = `sandbox_secret_${key.replace('sandbox_', '')}`;
  const prehash = `${sent.method ?? 'GET'}${at}${sent.path}${sent.body ?? ''}`;
  const signature = createHmac('sha256', secret).update(prehash).digest('hex');
  const headers = { 'user-agent': 'test', 'api-key': key, timestamp: String(at), signature };
  return { ...sent, headers: { ...headers, ...sent.headers } };
}

const code = async (sent: Sent) => {
  const { status, text } = await send(sent);
  const body = JSON.parse(text) as { error?: { code?: string } | string };
  return `${status} ${typeof body.error === 'object' ? body.error.code : (body.error ?? 'ok')}`;
};

describe(startDeltaSandbox.name, () => {
  it('shows a page of the content network to a caller without User-Agent', async () => {
    const { status, text } = await send({ path: '/v2/products' });
    expect(status).toBe(403);
    expect(text).toContain('<html>');
  });

  it('asks for the three headers', async () => {
    expect(await code({ path: '/v2/profile', headers: { 'user-agent': 'test' } })).toBe('401 unauthorized');
  });

  it('accepts five seconds either way and no more', async () => {
    for (const [offset, expected] of [
      [-5, '200 ok'],
      [5, '200 ok'],
      [-6, '401 expired_signature'],
      [6, '401 expired_signature'],
    ] as const) {
      expect(await code(signed({ path: '/v2/profile' }, 'sandbox_ok_trade', seconds + offset))).toBe(
        expected,
      );
    }
  });

  it('verifies the raw query and body', async () => {
    expect(await code(signed({ path: '/v2/orders?states=open&x=a%20b' }))).toBe('200 ok');
    const order = signed({ method: 'DELETE', path: '/v2/orders', body: '{"id":1,"product_id":84}' });
    expect(await code(order)).toBe('404 open_order_not_found');
    expect(await code({ ...order, body: '{"id":1, "product_id":84}' })).toBe('401 Signature Mismatch');
    expect(await code({ ...signed({ path: '/v2/orders?a=1' }), path: '/v2/orders?a=2' })).toBe(
      '401 Signature Mismatch',
    );
    const spaced = signed({ path: '/v2/profile' });
    const padded = createHmac('sha256', 'sandbox_secret_ok_trade ')
      .update(`GET${seconds}/v2/profile`)
      .digest('hex');
    expect(await code({ ...spaced, headers: { ...spaced.headers, signature: padded } })).toBe(
      '401 Signature Mismatch',
    );
  });

  it('echoes the prehash on a mismatch, as the exchange does', async () => {
    const bad = signed({ path: '/v2/profile' });
    const { text } = await send({ ...bad, headers: { ...bad.headers, signature: 'f'.repeat(64) } });
    expect(JSON.parse(text)).toMatchObject({
      error: { context: { signature_data: `GET${seconds}/v2/profile` } },
    });
  });

  it('lets a read-only key read and not cancel; a bad body fails after the permission', async () => {
    const cancel = { method: 'DELETE', path: '/v2/orders', body: '{"id":1,"product_id":84}' };
    expect(await code(signed({ path: '/v2/wallet/balances' }, 'sandbox_ok_read_only'))).toBe('200 ok');
    expect(await code(signed(cancel, 'sandbox_ok_read_only'))).toBe('403 UnauthorizedApiAccess');
    expect(await code(signed({ ...cancel, body: '{}' }))).toBe('400 bad_schema');
    expect(await code(signed({ ...cancel, method: 'POST', body: '{"size":1}' }))).toBe('400 bad_schema');
  });

  it('counts a quota and tells when it starts anew', async () => {
    const small = await startDeltaSandbox({ clock: { now: () => now }, quota: 6 });
    const headers = { 'user-agent': 'test' };
    const statuses = [];
    for (let call = 0; call < 3; call += 1) {
      const answer = await fetch(`${small.url}/v2/products`, { headers });
      statuses.push([answer.status, answer.headers.get('x-rate-limit-reset')]);
    }
    const quota: unknown = await (await fetch(`${small.url}/v2/rate_limits/quota`, { headers })).json();
    await small.close();
    expect(statuses).toEqual([
      [200, null],
      [200, null],
      [429, '300000'],
    ]);
    expect(quota).toEqual({ current_quota: 0, remaining_time_in_milliseconds: 300_000 });
  });

  it('moves its market by a clock of its own; requests stay bound to the other', async () => {
    const later = new Date(now.getTime() + 9 * 86_400_000);
    const moved = await startDeltaSandbox({ clock: { now: () => now }, marketClock: { now: () => later } });
    const read = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(moved.url + path, { headers: { 'user-agent': 'test', ...headers } });
      return { status: answer.status, ...((await answer.json()) as { result?: unknown }) };
    };
    const end = later.getTime() / 1000;
    const window = `resolution=1h&start=${end - 7_200}&end=${end}`;
    const { result: ticker } = await read('/v2/tickers/BTCUSD');
    const { result: bars } = await read(`/v2/history/candles?symbol=BTCUSD&${window}`);
    const { result: settings } = await read('/v2/settings');
    const profile = async (at: number) =>
      (await read('/v2/profile', signed({ path: '/v2/profile' }, 'sandbox_ok_trade', at).headers)).status;
    const statuses = [await profile(seconds), await profile(end)];
    await moved.close();
    expect(ticker).toMatchObject({ timestamp: end * 1_000_000, time: '2026-02-21T10:00:00.000Z' });
    expect((bars as { time: number }[]).map(({ time }) => time)).toEqual([end - 3_600, end - 7_200]);
    expect(settings).toMatchObject({ server_time: seconds * 1_000_000 });
    expect(statuses).toEqual([200, 401]);
  });

  it('knows no key that is not of its table', () => {
    for (const key of [
      '',
      'sandbox_',
      'sandbox_nonsense',
      'sandbox_ok_trade-',
      'sandbox_ok_trade-a b',
      'real',
    ]) {
      expect(findDeltaAccount(key)).toBeNull();
    }
  });
});

describe(priceAt.name, () => {
  const [btc] = SANDBOX_PRODUCTS;
  if (!btc) throw new Error('no product');

  it('is the same whenever asked, moves every minute and stays in a believable band for years', () => {
    expect(priceAt(btc, seconds)).toBe(priceAt(btc, seconds));
    let still = 0;
    let widest = 0;
    for (let at = 0; at < 2_000; at += 1) {
      const [here, next] = [priceAt(btc, seconds + at * 40_000), priceAt(btc, seconds + at * 40_000 + 60)];
      if (here === next) still += 1;
      widest = Math.max(widest, Math.abs(next / here - 1));
      expect(here).toBeGreaterThan(55_000);
      expect(here).toBeLessThan(85_000);
      expect((here * 2) % 1).toBe(0);
    }
    expect(still).toBeLessThan(40);
    expect(widest).toBeLessThan(0.005);
  });
});
