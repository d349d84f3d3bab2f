import { loadConfig } from '../config/load-config.js';
import { testersFor } from '../credentials/providers/testers.js';
import { OfferedPlatforms } from './offered-platforms.js';

const offeredWith = (env: Record<string, string>): OfferedPlatforms =>
  new OfferedPlatforms(loadConfig({ DATABASE_URL: 'postgres://localhost/x', ...env }));

describe('OfferedPlatforms', () => {
  const APPS = [
    {},
    { LINKEDIN_APP_ID: 'a', LINKEDIN_APP_SECRET: 'b' },
    { META_APP_ID: 'a', META_APP_SECRET: 'b', DELTA_BASE_URL: 'https://api.india.delta.exchange' },
    { YOUTUBE_APP_ID: 'a', YOUTUBE_APP_SECRET: 'b' },
  ];

  it.each(APPS)('are those that can be connected, with %j', (env) => {
    const config = loadConfig({ DATABASE_URL: 'postgres://localhost/x', ...env });
    expect(offeredWith(env).all()).toEqual(testersFor(config).offered());
  });

  it('refuses a platform that is not offered, unless it was chosen before', () => {
    const offered = offeredWith({ LINKEDIN_APP_ID: 'a', LINKEDIN_APP_SECRET: 'b' });
    expect(() => offered.refuseNew(['linkedin', 'facebook'], ['facebook'])).not.toThrow();
    expect(() => offered.refuseNew(['linkedin', 'facebook'])).toThrow(
      expect.objectContaining({
        code: 'platform_not_offered',
        detail: 'Facebook is not offered here: META_APP_ID is not set.',
        hint: 'Ask an administrator to set it, or choose one of: LinkedIn.',
        fields: [{ field: 'platforms', message: 'Facebook is not offered here' }],
      }) as Error,
    );
  });
});
