import { SystemClock } from '../../platform/clocks/system-clock.js';
import type { ProviderHttp } from '../../platform/http/provider-http.js';
import { SecretText } from '../../platform/vault/secret-text.js';
import type { OAuthDoor } from '../providers/oauth-door.js';
import type { OAuthStates } from './oauth-states.js';
import { TokenExchange } from './token-exchange.js';

describe(TokenExchange.name, () => {
  it('says that the platform did not answer when the customer has waited long enough', async () => {
    const waiting = new AbortController();
    const http = {
      send: () => {
        waiting.abort(new Error('long enough'));
        return Promise.reject(waiting.signal.reason as Error);
      },
    } as unknown as ProviderHttp;
    const door = {
      authorizationUrl: 'https://platform.example/authorize',
      tokenUrl: 'https://platform.example/token',
      clientId: 'app',
      clientSecret: new SecretText('secret'),
      pkce: false,
    } as unknown as OAuthDoor;
    const returned = {
      parameters: new URLSearchParams({ code: 'one', state: 'of-ours' }),
      state: 'of-ours',
      redirectUri: 'https://ours.example/connect/callback/linkedin',
    };
    const exchange = new TokenExchange(http, new SystemClock(), {} as OAuthStates);
    expect(await exchange.exchange(door, returned, waiting.signal)).toMatchObject({
      kind: 'failed',
      failure: { code: 'provider_unavailable', providerCode: 'timeout' },
    });
  });
});
