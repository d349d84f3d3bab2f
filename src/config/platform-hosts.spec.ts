import { loadConfig } from './load-config.js';
import { platformHosts, platformOrigins } from './platform-hosts.js';

const app = { YOUTUBE_APP_ID: 'ours', YOUTUBE_APP_SECRET: 'ours' };

describe('platformHosts', () => {
  it("are the platform's own once our app there is named", () => {
    expect(platformHosts('youtube', loadConfig(app).youtube)).toEqual({
      authorize: 'https://accounts.google.com',
      token: 'https://oauth2.googleapis.com',
      api: 'https://www.googleapis.com',
    });
  });

  it('are all at the base URL where one is set', () => {
    const { youtube } = loadConfig({ ...app, YOUTUBE_BASE_URL: 'http://127.0.0.1:4000/' });
    expect(new Set(Object.values(platformHosts('youtube', youtube) ?? {}))).toEqual(
      new Set(['http://127.0.0.1:4000']),
    );
  });

  it('are none where nothing is set: the platform is not offered', () => {
    expect(platformHosts('linkedin', loadConfig({}).linkedin)).toBeNull();
    expect(platformOrigins(loadConfig({}))).toEqual([]);
  });

  it('are the only ones that get a credential', () => {
    const config = loadConfig({ ...app, DELTA_BASE_URL: 'https://api.india.delta.exchange' });
    expect(platformOrigins(config)).toEqual([
      'https://accounts.google.com',
      'https://oauth2.googleapis.com',
      'https://www.googleapis.com',
      'https://api.india.delta.exchange',
    ]);
  });
});
