import { STAND_IN_APP } from '../http/stand-in-app.js';
import type { StandInServer } from '../http/stand-in-server.js';
import { readSignedRequest } from '../../credentials/providers/meta/signed-request.js';
import { startStandIn } from '../http/stand-in-server.js';
import { startGraphSandbox } from './graph-sandbox.js';
import { APP_TOKEN, proofOf, SOMEBODY } from './graph-tokens.js';

const clock = { now: () => new Date('2026-02-12T10:00:00Z') };
let graph: StandInServer;
beforeAll(async () => {
  graph = await startGraphSandbox(clock);
});
afterAll(() => graph.close());

interface Asked {
  readonly token?: string;
  readonly proof?: string;
  readonly method?: string;
}
async function ask(path: string, { token, proof = token && proofOf(token), method = 'GET' }: Asked = {}) {
  const url = new URL(`${graph.url}/v25.0${path}`);
  if (proof !== undefined) url.searchParams.set('appsecret_proof', proof);
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, { method, headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const debug = (input: string) => ask(`/debug_token?input_token=${input}`, { token: APP_TOKEN });

describe('startGraphSandbox', () => {
  it('wants a version, a token and its proof', async () => {
    const unversioned = await fetch(`${graph.url}/me`);
    expect([unversioned.status, await unversioned.json()]).toMatchObject([400, { error: { code: 2500 } }]);
    expect(await ask('/me')).toMatchObject({ status: 400, body: { error: { code: 104 } } });
    expect(await ask('/me', { token: 'sandbox_ok', proof: 'wrong' })).toMatchObject({
      body: { error: { code: 100, type: 'GraphMethodException' } },
    });
    expect(await ask('/me', { token: 'sandbox_ok' })).toMatchObject({ status: 200, body: { id: SOMEBODY } });
    expect(await ask('/me', { token: `${STAND_IN_APP.clientId}|guessed` })).toMatchObject({
      body: { error: { code: 190 } },
    });
  });

  it('tells of a token to our app only, a dead one by `subcode`', async () => {
    expect(await ask('/debug_token?input_token=sandbox_ok', { token: 'sandbox_ok' })).toMatchObject({
      status: 400,
    });
    expect(await debug('sandbox_ok.page-104938271650001')).toMatchObject({
      status: 200,
      body: { data: { is_valid: true, type: 'PAGE', profile_id: '104938271650001', expires_at: 0 } },
    });
    expect(await debug('sandbox_expired')).toMatchObject({
      status: 200,
      body: { data: { is_valid: false, error: { code: 190, subcode: 463 } } },
    });
  });

  it('answers one code with different HTTP statuses', async () => {
    const [expired, revoked] = await Promise.all(
      ['sandbox_expired', 'sandbox_revoked'].map((token) => ask('/me', { token })),
    );
    expect([expired?.status, revoked?.status]).toEqual([400, 401]);
    for (const { body } of [expired, revoked].flatMap((one) => one ?? []))
      expect(body).toMatchObject({ error: { code: 190 } });
    const token = 'sandbox_scope_missing';
    expect(await ask('/17841400000000001/content_publishing_limit', { token })).toMatchObject({
      status: 400,
      body: { error: { code: 10 } },
    });
  });

  it('gives pages by the hundred, and leaves the field of a missing link out', async () => {
    const first = await ask('/me/accounts?limit=100', { token: 'sandbox_hundred_pages' });
    expect((first.body as { data: unknown[] }).data).toHaveLength(100);
    const [page] = (await ask('/me/accounts?fields=id,instagram_business_account{id}', {
      token: 'sandbox_personal_no_ig_link',
    }).then(({ body }) => body['data'])) as object[];
    expect(page).toEqual({ id: '104938271650001' });
  });

  it('knows no object of others, and forgets a token whose app was removed', async () => {
    expect(await ask('/17841400000000002', { token: 'sandbox_ok' })).toMatchObject({
      status: 400,
      body: { error: { code: 100, error_subcode: 33 } },
    });
    const token = `sandbox_ok.long.10215241773839999.1770000000.7f.abc`;
    expect(
      (await ask('/10215241773839999/permissions', { token: APP_TOKEN, method: 'DELETE' })).body,
    ).toEqual({
      success: true,
    });
    expect(await ask('/me', { token })).toMatchObject({ body: { error: { error_subcode: 458 } } });
  });

  it('tells our app, signed by its secret, that a person removed it', async () => {
    const person = '10215241773837777';
    const { promise, resolve } = Promise.withResolvers<string>();
    const ours = await startStandIn(({ path, rawBody }) => {
      resolve(`${path} ${rawBody.toString()}`);
      return { status: 200, body: {} };
    });
    const asked = {
      client_id: STAND_IN_APP.clientId,
      redirect_uri: `${ours.url}/connect/callback/facebook`,
      ...{ response_type: 'code', scope: 'pages_show_list', state: 's' },
    };
    const dialog = `${graph.url}/v25.0/dialog/oauth?${new URLSearchParams(asked).toString()}`;
    const body = new URLSearchParams({ decision: 'allow', scenario: 'ok' });
    await fetch(dialog, { method: 'POST', body, redirect: 'manual' });
    await ask(`/${person}/permissions`, { token: APP_TOKEN, method: 'DELETE' });
    const [path, form] = (await promise).split(' ');
    await ours.close();
    expect(path).toBe('/callbacks/meta/deauthorize');
    const text = new URLSearchParams(form).get('signed_request');
    expect(readSignedRequest(text, STAND_IN_APP.clientSecret)).toEqual({
      userId: person,
      issuedAt: clock.now(),
    });
  });
});
