import { createHash } from 'node:crypto';
import { STAND_IN_APP } from '../http/stand-in-app.js';
import type { StandInServer } from '../http/stand-in-server.js';
import { startGoogleSandbox } from './google-sandbox.js';
import { SCOPES } from './google-scenarios.js';

const HOUR = 3_600_000;
const VERIFIER = 'v'.repeat(43);
const REDIRECT = 'https://ours.example/connect/callback/youtube';
let now = new Date('2026-02-12T10:00:00Z').getTime();
let google: StandInServer;

beforeAll(async () => {
  google = await startGoogleSandbox({ now: () => new Date(now) });
});
afterAll(() => google.close());

const asked = (more: Record<string, string> = {}) =>
  new URLSearchParams({
    response_type: 'code',
    client_id: STAND_IN_APP.clientId,
    redirect_uri: REDIRECT,
    scope: SCOPES.join(' '),
    state: 'state',
    access_type: 'offline',
    prompt: 'consent',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  }).toString();
const post = (path: string, fields: [string, string][] | Record<string, string>, headers = {}) =>
  fetch(google.url + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
    headers,
  });

/** The address sent back to, after a consent with these boxes ticked. */
async function consent(more: Record<string, string> = {}, ticked: readonly string[] = SCOPES) {
  const boxes = ticked.map((scope): [string, string] => ['scope', scope]);
  const fields: [string, string][] = [['decision', 'allow'], ['scenario', 'ok'], ...boxes];
  const answer = await post(`/o/oauth2/v2/auth?${asked(more)}`, fields);
  return new URL(answer.headers.get('location') ?? '').searchParams;
}
interface Given {
  readonly status: number;
  readonly error?: string;
  readonly scope?: string;
  readonly access_token?: string;
  readonly refresh_token?: string;
}
const given = async (answer: Response): Promise<Given> => ({
  ...((await answer.json()) as Omit<Given, 'status'>),
  status: answer.status,
});
const exchange = async (code: string, more: Record<string, string> = {}) => {
  const answer = await post('/token', {
    grant_type: 'authorization_code',
    code,
    client_id: STAND_IN_APP.clientId,
    client_secret: STAND_IN_APP.clientSecret,
    redirect_uri: REDIRECT,
    code_verifier: VERIFIER,
    ...more,
  });
  return given(answer);
};
const info = async (token: string) =>
  (await post('/tokeninfo', {}, { authorization: `Bearer ${token}` })).status;

describe('The stand-in of Google', () => {
  it.each([
    [{ client_id: 'another' }],
    [{ redirect_uri: 'https://ours.example/connect/callback/youtube?x=1' }],
    [{ redirect_uri: 'https://ours.example/elsewhere' }],
    [{ scope: 'https://www.googleapis.com/auth/drive' }],
    [{ code_challenge_method: 'plain' }],
    [{ response_type: 'token' }],
  ])('shows its own error page for %j, and sends nobody back', async (more) => {
    expect((await fetch(`${google.url}/o/oauth2/v2/auth?${asked(more)}`)).status).toBe(400);
    expect((await post(`/o/oauth2/v2/auth?${asked(more)}`, { decision: 'allow' })).status).toBe(400);
  });

  it('exchanges a code once, for the app, address and verifier it was given for', async () => {
    const code = async () => (await consent()).get('code') ?? '';
    for (const wrong of [
      { code_verifier: 'w'.repeat(43) },
      { code_verifier: '' },
      { redirect_uri: `${REDIRECT}/` },
      { code: 'code_made_up' },
    ])
      expect(await exchange(await code(), wrong)).toMatchObject({ status: 400, error: 'invalid_grant' });
    const secret = { client_secret: 'wrong' };
    expect(await exchange(await code(), secret)).toMatchObject({ status: 401, error: 'invalid_client' });
    const good = await code();
    expect(await exchange(good)).toMatchObject({ status: 200, scope: SCOPES.join(' ') });
    expect(await exchange(good)).toMatchObject({ status: 400 });
    const late = await code();
    now += HOUR;
    expect(await exchange(late)).toMatchObject({ status: 400 });
  });

  it('gives a refresh token only for lasting access with consent, and only the boxes ticked', async () => {
    const online = await exchange((await consent({ access_type: 'online' })).get('code') ?? '');
    expect(online.refresh_token).toBeUndefined();
    const silent = await exchange((await consent({ prompt: 'select_account' })).get('code') ?? '');
    expect(silent.refresh_token).toBeUndefined();
    const half = await exchange((await consent({}, [SCOPES[1]])).get('code') ?? '');
    expect(half).toMatchObject({
      scope: SCOPES[1],
      refresh_token: expect.stringMatching(/^1\/\//) as string,
    });
    expect((await consent({}, [])).get('error')).toBe('access_denied');
  });

  it('ends an access token after an hour, and a grant when any of its tokens is revoked', async () => {
    const { access_token: access = '', refresh_token: refresh = '' } = await exchange(
      (await consent()).get('code') ?? '',
    );
    expect(await info(access)).toBe(200);
    now += HOUR;
    expect(await info(access)).toBe(400);
    const app = { client_id: STAND_IN_APP.clientId, client_secret: STAND_IN_APP.clientSecret };
    const renew = async () => {
      const answer = await post('/token', { grant_type: 'refresh_token', refresh_token: refresh, ...app });
      return given(answer);
    };
    const renewed = await renew();
    expect(renewed).toMatchObject({ status: 200 });
    expect(renewed.refresh_token).toBeUndefined();
    expect((await post('/revoke', { token: renewed.access_token ?? '' })).status).toBe(200);
    expect(await renew()).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect((await post('/revoke', { token: refresh })).status).toBe(400);
  });

  it('serves channels to tokens that may read them, by pages', async () => {
    const channels = async (token: string, query = 'part=snippet&mine=true') => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${google.url}/youtube/v3/channels?${query}`, { headers });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    expect((await channels('ya29.sandbox_nobody')).status).toBe(401);
    expect((await channels('ya29.sandbox_ok', 'mine=true')).status).toBe(400);
    expect((await channels('ya29.sandbox_no_channel')).body).not.toHaveProperty('items');
    const first = await channels('ya29.sandbox_two_channels', 'part=snippet&mine=true&maxResults=1');
    expect(first.body).toMatchObject({ nextPageToken: '1', items: [{ id: 'UCsandboxClinic000000001' }] });
    const upload = await exchange((await consent({}, [SCOPES[0]])).get('code') ?? '');
    expect((await channels(upload.access_token ?? '')).status).toBe(403);
  });
});
