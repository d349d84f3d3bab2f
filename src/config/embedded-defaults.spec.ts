import { embeddedDefaultLines, embeddedDefaultsInUse } from './embedded-defaults.js';
import { loadConfig } from './load-config.js';

const root = '/srv/app';

describe('embeddedDefaultsInUse', () => {
  it('names each one of the sandbox with the variable that replaces it', () => {
    const rows = embeddedDefaultsInUse(loadConfig({}, root), root);
    expect(rows.map(({ variable }) => variable)).toEqual([
      'DATABASE_URL',
      'REDIS_URL',
      'SMTP_URL',
      'SECRETS_KEYS',
      'DELTA_BASE_URL',
      'YOUTUBE_APP_ID',
      'LINKEDIN_APP_ID',
      'META_APP_ID',
      'LLM_BASE_URL',
      'AGENT_PLATFORM_WEBHOOK_URL',
      'CRM_WEBHOOK_URL',
      'RECORDINGS_URL',
      'HELP_URL',
      'SLACK_WEBHOOK_*',
    ]);
    expect(rows.find(({ concern }) => concern === 'mail')?.text).toBe('.eml files in .data/mail/');
  });

  it('leaves out what is set', () => {
    const config = loadConfig({ SMTP_URL: 'smtp://mail', REDIS_URL: 'redis://r' }, root);
    const concerns = embeddedDefaultsInUse(config, root).map(({ concern }) => concern);
    expect(concerns).not.toContain('mail');
    expect(concerns).not.toContain('queues');
  });

  it('prints a line each', () => {
    const lines = embeddedDefaultLines(loadConfig({}, root), root);
    expect(lines).toContain('queues            on PostgreSQL  (REDIS_URL unset)');
  });
});
