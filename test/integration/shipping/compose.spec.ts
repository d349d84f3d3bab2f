import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { variables } from '../../../src/config/variables.js';
import { loadConfig } from '../../../src/config/load-config.js';
import { projectRoot } from '../../../src/platform/process/project-root.js';

const read = (name: string): string => readFileSync(join(projectRoot(), name), 'utf8');

const service = z.looseObject({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  ports: z.array(z.string()).optional(),
  container_name: z.never().optional(),
});
const compose = z
  .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })
  .parse(parse(read('docker-compose.yml'), { merge: true }));
const { web, worker, migrate, postgres, redis, mail } = compose.services;
/** The image sets them; a password file is mounted by whoever wants one. */
const SET_BY_IMAGE = ['HOST', 'PORT', 'DATA_DIR', 'ADMIN_PASSWORD_FILE'];
/** Of platforms that are not offered yet. */
const OAUTH = Object.keys(variables).filter((name) => /^(YOUTUBE|META|LINKEDIN|DELTA_APP)/.test(name));
const SECRET = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

/** `${NAME:-default}` and `${NAME:?why}` as an operator's shell would fill them in. */
const filled = (text: string, given: Record<string, string>): string =>
  text.replace(
    /\$\{(\w+)(?::[-?]([^}]*))?\}/g,
    (whole, name: string, fallback = '') => given[name] ?? (whole.includes(':?') ? '' : (fallback as string)),
  );

describe('docker-compose.yml', () => {
  it('has the six services, and lets only workers be many', () => {
    expect(Object.keys(compose.services).sort()).toEqual([
      'mail',
      'migrate',
      'postgres',
      'redis',
      'web',
      'worker',
    ]);
    expect(worker?.ports).toBeUndefined();
    expect(web?.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
  });

  it('starts web and worker only on a migrated database, each service by its health', () => {
    for (const role of [web, worker]) {
      expect(role?.depends_on).toEqual({
        migrate: { condition: 'service_completed_successfully' },
        redis: { condition: 'service_healthy' },
        mail: { condition: 'service_healthy' },
      });
    }
    expect(migrate?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    for (const checked of [web, postgres, redis, mail]) expect(checked?.healthcheck?.test[0]).toBe('CMD');
  });

  it('names only variables that this product reads, and its configuration accepts them', () => {
    const environment = web?.environment ?? {};
    expect(Object.keys(environment).filter((name) => !(name in variables))).toEqual([]);
    const passed = new Set([...Object.keys(environment), ...SET_BY_IMAGE, ...OAUTH]);
    expect(Object.keys(variables).filter((name) => !passed.has(name))).toEqual([]);
    const values = Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [name, filled(value, { SECRETS_KEYS: SECRET })]),
    );
    const config = loadConfig(values, projectRoot());
    expect(config.deployment).toBe('staging');
    expect(config.redis.url).toBe('redis://redis:6379');
    expect(() => loadConfig({ ...values, SECRETS_KEYS: '' }, projectRoot())).toThrow(/SECRETS_KEYS/);
  });

  it('runs programs that there are', () => {
    for (const { command = [] } of [web, worker, migrate].map((one) => one ?? { command: [] })) {
      const [node, ...rest] = command;
      const program = rest.find((word) => !word.startsWith('-')) ?? '';
      expect(node).toBe('node');
      expect(existsSync(join(projectRoot(), program.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).toBe(
        true,
      );
    }
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM')));

  it('ends in a glibc image that runs as an ordinary user on production settings', () => {
    expect(last[0]).toBe('FROM node:24-bookworm-slim');
    expect(last).toContain('USER node');
    expect(last.join('\n')).toContain('DEPLOYMENT=production');
  });

  it('lets the npm scripts run in it, as the README types them, without what builds', () => {
    const [, from = ''] = /^COPY (scripts\/\S+) \.\/scripts\/bootstrap\.mjs$/m.exec(last.join('\n')) ?? [];
    const node = execFileSync(process.execPath, [join(projectRoot(), from)], { encoding: 'utf8', env: {} });
    expect(node).toBe(`${process.execPath}\n`);
  });

  it('leaves out the sandbox, the tests and every secret', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const path of ['src/sandbox', 'test', '.env*', '.data', '.git', 'node_modules'])
      expect(ignored).toContain(path);
  });
});
