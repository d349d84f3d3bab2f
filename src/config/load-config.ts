import { resolve } from 'node:path';
import { AppConfig } from './app-config.js';
import type { HttpConfig, LlmConfig, PlatformConfig } from './app-config.js';
import { ConfigError } from './config.error.js';
import { readEnvironment } from './read-environment.js';
import type { Environment } from './read-environment.js';
import { crossChecks } from './rules.js';
import type { Values } from './variables.js';

/**
 * Checks the environment and turns it into the configuration.
 * @param env usually `process.env`
 * @param root folder that a relative `DATA_DIR` starts from
 * @throws ConfigError naming every missing or bad variable with its reason, never a value.
 */
export function loadConfig(env: Environment, root: string = process.cwd()): AppConfig {
  const { values, problems } = readEnvironment(env);
  const known = new Set(problems.map(({ variable }) => variable.replace(/_FILE$/, '')));
  const more = crossChecks(values).filter(({ variable }) => !known.has(variable));
  if (problems.length + more.length > 0) throw new ConfigError([...problems, ...more]);
  return build(values as Values, root);
}

function build(values: Values, root: string): AppConfig {
  return new AppConfig({
    deployment: values.DEPLOYMENT,
    logLevel: values.LOG_LEVEL,
    http: http(values),
    dataDir: resolve(root, values.DATA_DIR),
    database: { url: values.DATABASE_URL },
    redis: { url: values.REDIS_URL },
    mail: { smtpUrl: values.SMTP_URL, from: values.MAIL_FROM },
    secrets: { keys: values.SECRETS_KEYS },
    crm: { webhookUrl: values.CRM_WEBHOOK_URL },
    webhookSecret: values.WEBHOOK_SECRET,
    agentPlatformWebhookUrl: values.AGENT_PLATFORM_WEBHOOK_URL,
    llm: llm(values),
    slack: {
      engineering: values.SLACK_WEBHOOK_ENGINEERING,
      security: values.SLACK_WEBHOOK_SECURITY,
      product: values.SLACK_WEBHOOK_PRODUCT,
      ops: values.SLACK_WEBHOOK_OPS,
    },
    recordingsUrl: values.RECORDINGS_URL,
    links: { help: values.HELP_URL, community: values.COMMUNITY_URL },
    reportTimezone: values.REPORT_TIMEZONE,
    admin: { email: values.ADMIN_EMAIL, passwordFile: values.ADMIN_PASSWORD_FILE },
    graphVersion: values.META_GRAPH_VERSION,
    linkedinVersion: values.LINKEDIN_VERSION,
    delta: { baseUrl: values.DELTA_BASE_URL },
    youtube: platform(values, 'YOUTUBE'),
    meta: platform(values, 'META'),
    linkedin: platform(values, 'LINKEDIN'),
  });
}

function http(values: Values): HttpConfig {
  const { HOST: host, PORT: port, PUBLIC_URL, TRUST_PROXY: trustProxy } = values;
  return { host, port, publicUrl: PUBLIC_URL ?? localAddress(host, port), trustProxy };
}

/** The address to open in a browser on this machine, for a host and port that are listened on. */
export function localAddress(host: string, port: number): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

function llm(values: Values): LlmConfig | undefined {
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: apiKey } = values;
  return baseUrl && model ? { baseUrl, model, apiKey } : undefined;
}

type OAuthPlatform = 'YOUTUBE' | 'META' | 'LINKEDIN';

function platform(values: Values, name: OAuthPlatform): PlatformConfig {
  return {
    baseUrl: values[`${name}_BASE_URL`],
    appId: values[`${name}_APP_ID`],
    appSecret: values[`${name}_APP_SECRET`],
  };
}
