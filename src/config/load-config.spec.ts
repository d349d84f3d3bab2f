import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ConfigError } from './config.error.js';
import { loadConfig, localAddress } from './load-config.js';

const key = Buffer.alloc(32, 7).toString('base64');
const production = {
  DEPLOYMENT: 'production',
  DATABASE_URL: 'postgresql://app:pw@db/onboarding',
  SMTP_URL: 'smtp://mail:25',
  SECRETS_KEYS: `k1:${key}`,
  PUBLIC_URL: 'https://app.waooaw.com/',
};

function problemsOf(env: Record<string, string>): ConfigError {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('loadConfig', () => {
  it('needs nothing for the sandbox', () => {
    const config = loadConfig({}, '/srv/app');
    expect(config.deployment).toBe('sandbox');
    expect(config.http).toEqual({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      trustProxy: 0,
    });
    expect(config.dataDir).toBe('/srv/app/.data');
    expect(config.database.url).toBeUndefined();
    expect(config.reportTimezone).toBe('Asia/Kolkata');
    expect(config.admin.email).toBe('ops-team@waooaw.com');
  });

  it('takes an empty variable as unset', () => {
    expect(loadConfig({ REDIS_URL: '', PORT: ' ' }).redis.url).toBeUndefined();
  });

  it('says of an address that is no URL, or holds half a code, how to write it, and shows no value', () => {
    const { message } = problemsOf({
      DATABASE_URL: 'db.example secret',
      REDIS_URL: 'redis://app:50%secret@redis',
      SMTP_URL: 'smtp://mailer:se#cret@mail',
    });
    expect(message).toMatch(/DATABASE_URL: must be a URL beginning with postgresql:\/\/ or postgres:\/\//);
    expect(message).toMatch(/REDIS_URL: holds a % in user or password that begins no code: write it as %25/);
    expect(message).toMatch(/SMTP_URL: must be a URL beginning with smtp.* %40 %3A %2F %3F %23 %25/);
    expect(message).not.toMatch(/secret|cret@/);
  });

  it('names every bad variable with its reason in one error', () => {
    const error = problemsOf({
      DEPLOYMENT: 'prod',
      PORT: '80a',
      TRUST_PROXY: '99',
      DATABASE_URL: 'mysql://db',
      REPORT_TIMEZONE: 'Asia/Nowhere',
      ADMIN_EMAIL: 'nobody',
      LOG_LEVEL: 'loud',
    });
    expect(error.problems.map(({ variable }) => variable).sort()).toEqual([
      'ADMIN_EMAIL',
      'DATABASE_URL',
      'DEPLOYMENT',
      'LOG_LEVEL',
      'PORT',
      'REPORT_TIMEZONE',
      'TRUST_PROXY',
    ]);
    expect(error.message).toContain('PORT: must be a whole number');
    expect(error.message).toContain('DEPLOYMENT: must be sandbox, staging or production');
  });

  it.each(['-1', '65536', '3e3', '30.5', '0x10', 'NaN'])('stops at the port %s', (PORT) => {
    expect(problemsOf({ PORT }).problems).toHaveLength(1);
  });

  it('never repeats a value', () => {
    const planted = 'hunter2-planted';
    const names = [
      'DATABASE_URL',
      'REDIS_URL',
      'SMTP_URL',
      'SECRETS_KEYS',
      'WEBHOOK_SECRET',
      'PORT',
      'HOST_FILE',
    ];
    const error = problemsOf(Object.fromEntries(names.map((name) => [name, planted])));
    expect(error.problems.length).toBeGreaterThanOrEqual(6);
    expect(inspect(error)).not.toContain(planted);
  });

  it.each(['staging', 'production'])('refuses embedded defaults in %s', (DEPLOYMENT) => {
    const { problems } = problemsOf({ DEPLOYMENT });
    expect(problems.map(({ variable }) => variable)).toEqual([
      'DATABASE_URL',
      'SMTP_URL',
      'SECRETS_KEYS',
      'PUBLIC_URL',
    ]);
  });

  it('starts production with what it asks for', () => {
    const config = loadConfig(production);
    expect(config.http.publicUrl).toBe('https://app.waooaw.com');
    expect(config.secrets.keys).toEqual([{ kid: 'k1', base64: key }]);
  });

  it('wants https outside the sandbox, except on this machine', () => {
    expect(problemsOf({ ...production, PUBLIC_URL: 'http://app.waooaw.com' }).problems).toHaveLength(1);
    expect(loadConfig({ ...production, PUBLIC_URL: 'http://localhost:3000' }).deployment).toBe('production');
  });

  it.each(['k1', `k1:${key.slice(4)}`, `k1:${key},`, `k1:${key},k1:${key}`, `k 1:${key}`])(
    'refuses the key ring %#',
    (SECRETS_KEYS) => {
      expect(problemsOf({ SECRETS_KEYS }).problems.map(({ variable }) => variable)).toEqual(['SECRETS_KEYS']);
    },
  );

  it('asks for what belongs together', () => {
    const { problems } = problemsOf({
      LLM_BASE_URL: 'http://llm:8000/v1',
      YOUTUBE_APP_SECRET: 'x',
      CRM_WEBHOOK_URL: 'https://crm.example/hook',
    });
    expect(problems.map(({ variable }) => variable)).toEqual([
      'LLM_MODEL',
      'YOUTUBE_APP_ID',
      'WEBHOOK_SECRET',
    ]);
  });
});

describe('secrets from files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'config-'));
  const file = join(folder, 'secret');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reads them without the line end', () => {
    writeFileSync(file, 'postgres://app:pw@db/x\n');
    expect(loadConfig({ DATABASE_URL_FILE: file }).database.url).toBe('postgres://app:pw@db/x');
  });

  it('refuses a missing file, an empty one, and both forms at once', () => {
    writeFileSync(file, '\n');
    const { problems } = problemsOf({
      DATABASE_URL_FILE: join(folder, 'absent'),
      SMTP_URL_FILE: file,
      REDIS_URL_FILE: file,
      REDIS_URL: 'redis://r',
    });
    expect(problems).toEqual([
      { variable: 'DATABASE_URL_FILE', reason: 'names a file that cannot be read (ENOENT)' },
      { variable: 'REDIS_URL', reason: 'is set twice, also by REDIS_URL_FILE; keep one' },
      { variable: 'SMTP_URL_FILE', reason: 'names an empty file' },
    ]);
  });

  it('names a variable once when production also requires it', () => {
    const { problems } = problemsOf({
      ...production,
      DATABASE_URL: '',
      DATABASE_URL_FILE: join(folder, 'absent'),
    });
    expect(problems.map(({ variable }) => variable)).toEqual(['DATABASE_URL_FILE']);
  });
});

describe('a language model', () => {
  it.each([
    [{ LLM_API_KEY: 'k' }, ['LLM_BASE_URL']],
    [{ LLM_MODEL: 'm' }, ['LLM_BASE_URL']],
    [{ LLM_BASE_URL: 'http://llm:8000/v1', LLM_MODEL: 'm', LLM_API_KEY: 'k' }, ['LLM_BASE_URL']],
  ])('that is half set, or gets a key in clear text, stops the start: %j', (env, variables) => {
    expect(problemsOf(env).problems.map(({ variable }) => variable)).toEqual(variables);
  });

  it('may be the sandbox’s own, and nowhere else', () => {
    const env = { LLM_BASE_URL: 'stand-in', LLM_MODEL: 'm', LLM_API_KEY: 'k' };
    expect(loadConfig(env).llm).toEqual({ baseUrl: 'stand-in', model: 'm', apiKey: 'k' });
    const { problems } = problemsOf({ ...production, ...env });
    expect(problems.map(({ variable }) => variable)).toEqual(['LLM_BASE_URL']);
    expect(problemsOf({ LLM_BASE_URL: 'standin', LLM_MODEL: 'm' }).problems[0]?.reason).toContain(
      'or stand-in',
    );
  });

  it('without a key may be plain http', () => {
    expect(loadConfig({ LLM_BASE_URL: 'http://llm:8000/v1', LLM_MODEL: 'm' }).llm?.model).toBe('m');
  });
});

describe('an agent platform', () => {
  it('may be the sandbox’s own with what it is to do, unsigned settings and all, and nowhere else', () => {
    for (const setting of ['stand-in', 'stand-in:refuses'])
      expect(loadConfig({ AGENT_PLATFORM_WEBHOOK_URL: setting }).agentPlatformWebhookUrl).toBe(setting);
    const { problems } = problemsOf({ ...production, AGENT_PLATFORM_WEBHOOK_URL: 'stand-in' });
    expect(problems).toEqual([
      {
        variable: 'AGENT_PLATFORM_WEBHOOK_URL',
        reason: 'must be an address: stand-in exists in the sandbox only',
      },
    ]);
    for (const setting of ['standin', 'stand-in:', 'stand-in:A b'])
      expect(problemsOf({ AGENT_PLATFORM_WEBHOOK_URL: setting }).problems[0]?.reason).toContain(
        'stand-in for',
      );
    expect(problemsOf({ AGENT_PLATFORM_WEBHOOK_URL: 'https://agents.example/hook' }).problems).toMatchObject([
      { variable: 'WEBHOOK_SECRET' },
    ]);
  });
});

describe('AppConfig', () => {
  it('shows no secret when it is printed or serialised', () => {
    const config = loadConfig({
      ...production,
      LLM_BASE_URL: 'https://l',
      LLM_MODEL: 'm',
      LLM_API_KEY: 'sk-1',
    });
    for (const text of [inspect(config), JSON.stringify(config), `${inspect({ config })}`]) {
      expect(text).toContain('production');
      expect(text).not.toContain(key);
      expect(text).not.toContain('sk-1');
      expect(text).not.toContain('app:pw');
    }
  });

  it('cannot be changed, only copied', () => {
    const config = loadConfig({});
    expect(() => Object.assign(config, { deployment: 'production' })).toThrow(TypeError);
    expect(config.with({ database: { url: 'postgres://x' } }).database.url).toBe('postgres://x');
    expect(config.database.url).toBeUndefined();
  });
});

describe('localAddress', () => {
  it('is one a browser on this machine can open', () => {
    expect(localAddress('0.0.0.0', 80)).toBe('http://127.0.0.1:80');
    expect(localAddress('::1', 80)).toBe('http://[::1]:80');
  });
});
