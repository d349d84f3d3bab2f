import { CredentialQueries } from '../../../src/credentials/credential.queries.js';
import { CredentialService } from '../../../src/credentials/credential.service.js';
import { TokenExchange, type CodeReturned } from '../../../src/credentials/oauth/token-exchange.js';
import { ConnectionTesters } from '../../../src/credentials/providers/connection-testers.js';
import type { OAuthDoor } from '../../../src/credentials/providers/oauth-door.js';
import { customerAggregate } from '../../../src/customers/customer.aggregate.js';
import { SystemClock } from '../../../src/platform/clocks/system-clock.js';
import { ProviderHttp } from '../../../src/platform/http/provider-http.js';
import { OPERATOR } from '../../../src/platform/unit-of-work/actor.js';
import { UnitOfWork } from '../../../src/platform/unit-of-work/unit-of-work.js';
import { SecretText } from '../../../src/platform/vault/secret-text.js';
import { Authorizing } from '../../support/authorizing.js';
import { insertCustomer } from '../../support/customers.js';
import { eventually } from '../../support/eventually.js';
import { OAuthServer, OUR_CLIENT, OUR_REDIRECT } from '../../support/oauth-server.js';
import { PortalPeople } from '../../support/portal.js';
import { startWeb, type TestWeb } from '../../support/web.js';

/** Our stand-ins and our client could misread RFC 6749 and 7636 alike; a server that is not ours cannot. */
describe('The code flow at an authorization server that is not ours', () => {
  let server: OAuthServer;
  let web: TestWeb;

  beforeAll(async () => {
    server = await OAuthServer.start();
    const env = {
      YOUTUBE_BASE_URL: server.url,
      YOUTUBE_APP_ID: OUR_CLIENT.clientId,
      YOUTUBE_APP_SECRET: OUR_CLIENT.clientSecret,
    };
    web = await startWeb({ worker: true, env });
  });
  afterAll(async () => {
    await web?.close();
    await server?.close();
  });

  const ctx = () => ({
    signal: new AbortController().signal,
    clock: web.app.get(SystemClock),
    http: web.app.get(ProviderHttp),
  });
  const tester = () => web.app.get(ConnectionTesters).for('youtube');

  async function begun() {
    const customerId = await insertCustomer(web);
    const { id } = await web.app.get(UnitOfWork).run(OPERATOR, async (tx) => {
      await tx.lock(customerAggregate, customerId);
      return web.app.get(CredentialService).prepare(tx, customerId, 'youtube');
    });
    const token = await new PortalPeople(web).token({ purpose: 'connect', customerId, subjectId: id });
    const there = new Authorizing(web.url);
    return { id, there, address: await there.begin(token) };
  }
  const credential = (id: string) => web.app.get(CredentialQueries).credential(id);

  function door(): OAuthDoor {
    const { oauth } = tester();
    if (!oauth) throw new Error('YouTube is authorized, not pasted.');
    return oauth;
  }
  /** The exchange alone, with what came back in the address. */
  const exchange = (parameters: URLSearchParams, more: Partial<CodeReturned> = {}, through = door()) =>
    web.app
      .get(TokenExchange)
      .exchange(
        through,
        { parameters, state: parameters.get('state') ?? '', redirectUri: OUR_REDIRECT, ...more },
        ctx().signal,
      );

  it('connects a customer: challenge, state, code, tokens, renewal by the test', async () => {
    const { id, there, address } = await begun();
    const { pathname, search, searchParams } = await server.consent(address);
    expect(pathname).toBe('/connect/callback/youtube');
    expect(searchParams.get('state')).toBe(new URL(address).searchParams.get('state'));
    const back = await there.browser.get(pathname + search);
    expect(back.headers.get('location')).toMatch(/^\/connect\/result/);
    await eventually(async () => expect((await credential(id)).lastTest?.status).toBe('done'));
    expect(await credential(id)).toMatchObject({
      status: 'active',
      accountName: 'Real Clinic',
      scopes: ['youtube.upload', 'youtube.readonly'],
    });
    expect((await there.browser.get(pathname + search)).status).toBe(410);
  });

  it('tells the customer of a denial there', async () => {
    const { id, there, address } = await begun();
    const { pathname, search } = await server.consent(address, 'deny');
    const page = await (await there.browser.get(pathname + search)).text();
    expect(page).toContain('Google was told not to let us in.');
    expect((await credential(id)).status).toBe('pending');
  });

  it('is refused a wrong verifier, a code a second time, another address and another secret', async () => {
    const returned = async () => (await server.consent((await begun()).address)).searchParams;
    const refused = { kind: 'failed', failure: { code: 'invalid_token', providerCode: 'invalid_grant' } };
    const forged = await returned();
    // Our verifiers follow from the state: another state is another verifier.
    forged.set('state', 'a-state-of-somebody-else');
    expect(await exchange(forged)).toMatchObject(refused);
    const once = await returned();
    expect(await exchange(once)).toMatchObject({ kind: 'opened' });
    expect(await exchange(once)).toMatchObject(refused);
    expect(await exchange(await returned(), { redirectUri: `${OUR_REDIRECT}/` })).toMatchObject(refused);
    const stranger = { ...door(), clientSecret: new SecretText('another secret') };
    expect(await exchange(await returned(), {}, stranger)).toMatchObject({
      kind: 'failed',
      failure: { code: 'wrong_app', providerCode: 'invalid_client' },
    });
    expect(await exchange(await returned(), { state: 'the-state-we-sent' })).toMatchObject({
      kind: 'failed',
    });
  });

  it('renews an access token, until the customer takes the grant back', async () => {
    const opened = await exchange((await server.consent((await begun()).address)).searchParams);
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    const { accessToken, refreshToken } = opened.grant.secret;
    if (!accessToken || !refreshToken) throw new Error('no tokens');
    const secret = { accessToken, refreshToken };
    const renewed = await tester().renew(secret, ctx());
    if (renewed?.outcome !== 'ok') throw new Error(JSON.stringify(renewed));
    const newer = renewed.secret['accessToken']?.reveal() ?? '';
    expect([newer.length > 20, newer === accessToken.reveal()]).toEqual([true, false]);
    expect(await tester().test(secret, ctx())).toMatchObject({ outcome: 'ok', account: { id: 'UCreal' } });
    await server.takeBack(refreshToken.reveal());
    const over = { outcome: 'rejected', failure: { code: 'expired', providerCode: 'invalid_grant' } };
    expect(await tester().renew(secret, ctx())).toMatchObject(over);
    expect(await tester().test(secret, ctx())).toMatchObject(over);
  });
});
