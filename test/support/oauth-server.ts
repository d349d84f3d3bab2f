import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';
import { Browser } from './browser.js';
import { RowsInMemory } from './oauth-rows.js';

export const OUR_CLIENT = { clientId: 'our-client', clientSecret: 'our-client-secret' } as const;
export const OUR_REDIRECT = 'http://127.0.0.1:3000/connect/callback/youtube';
const CHANNEL = { id: 'UCreal', snippet: { title: 'Real Clinic', customUrl: '@realclinic' } };
const SCOPES = ['upload', 'readonly'].map((name) => `https://www.googleapis.com/auth/youtube.${name}`);

/**
 * Somebody else's authorization server (oidc-provider) at Google's paths, by plain configuration: one client with a
 * secret and one redirect address, code challenges required. Beside it two resources that ask it about each token, as
 * Google's do.
 */
export class OAuthServer {
  readonly url: string;
  private answer: 'allow' | 'deny' = 'allow';

  private constructor(
    private readonly provider: Provider,
    private readonly http: ReturnType<typeof createServer>,
  ) {
    this.url = provider.issuer;
  }

  static async start(): Promise<OAuthServer> {
    const http = createServer();
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
    const { port } = http.address() as AddressInfo;
    const server = new OAuthServer(new Provider(`http://127.0.0.1:${port}`, configuration()), http);
    const oauth = server.provider.callback();
    http.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void server.resource(request, response).then((own) => (own ? undefined : oauth(request, response)));
    });
    return server;
  }

  /** The customer there: through login and consent; the address that the server sends them back to. */
  async consent(address: string, answer: 'allow' | 'deny' = 'allow'): Promise<URL> {
    this.answer = answer;
    const browser = new Browser(this.url);
    let next = new URL(address);
    for (let steps = 0; next.origin === this.url; steps += 1) {
      const { pathname, search } = next;
      const response = await browser.get(pathname + search);
      const location = response.headers.get('location');
      if (location === null || steps > 10) throw new Error(`${response.status}: ${await response.text()}`);
      next = new URL(location, this.url);
    }
    return next;
  }

  /** The customer takes everything back in their account there. */
  async takeBack(refreshToken: string): Promise<void> {
    const token = await this.provider.RefreshToken.find(refreshToken);
    if (!token?.grantId) throw new Error('There is no such refresh token.');
    await this.provider.RefreshToken.revokeByGrantId(token.grantId);
    await this.provider.AccessToken.revokeByGrantId(token.grantId);
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((done) => this.http.close(done));
  }

  /** Whether it was one of the paths that are not the authorization server's own. */
  private async resource(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const { pathname } = new URL(request.url ?? '/', this.url);
    if (pathname.startsWith('/interaction/')) await this.decide(request, response);
    else if (pathname === '/tokeninfo' || pathname === '/youtube/v3/channels') {
      const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      const token = await this.provider.AccessToken.find(bearer);
      const [status, body] = token
        ? [200, pathname === '/tokeninfo' ? infoOf(token) : { items: [CHANNEL] }]
        : [400, { error: 'invalid_token' }];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    } else return false;
    return true;
  }

  private async decide(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { prompt, params, session, grantId } = await this.provider.interactionDetails(request, response);
    if (this.answer === 'deny')
      return this.provider.interactionFinished(request, response, { error: 'access_denied' });
    if (prompt.name === 'login')
      return this.provider.interactionFinished(request, response, { login: { accountId: 'customer' } });
    const clientId = String(params['client_id']);
    const known = grantId === undefined ? undefined : await this.provider.Grant.find(grantId);
    const grant = known ?? new this.provider.Grant({ accountId: session?.accountId ?? '', clientId });
    grant.addOIDCScope(String(params['scope']));
    const consent = { grantId: await grant.save() };
    return this.provider.interactionFinished(request, response, { consent });
  }
}

type AccessToken = InstanceType<Provider['AccessToken']>;

/** Google's numbers are texts. */
const infoOf = ({ clientId, scope, remainingTTL }: AccessToken) => ({
  aud: clientId,
  scope,
  expires_in: String(remainingTTL),
});

function configuration(): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    adapter: RowsInMemory,
    clients: [
      {
        client_id: OUR_CLIENT.clientId,
        client_secret: OUR_CLIENT.clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [OUR_REDIRECT],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['a key of the test'] },
    jwks: { keys: [privateKey.export({ format: 'jwk' })] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    pkce: { required: () => true },
    scopes: SCOPES,
    routes: { authorization: '/o/oauth2/v2/auth', token: '/token' },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      Grant: 86_400,
      Interaction: 600,
      RefreshToken: 86_400,
      Session: 600,
    },
  };
}
