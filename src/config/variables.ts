import { z } from 'zod';
import {
  agentPlatformUrl,
  bucketUrl,
  keyRing,
  modelUrl,
  readableFile,
  timezone,
  url,
  webhookSecret,
  webUrl,
  wholeNumber,
} from './checks.js';

/** One environment variable: what it may hold, what it means, and whether its value is a secret. */
export interface Variable<Output = unknown> {
  readonly schema: z.ZodType<Output, string | undefined>;
  readonly help: string;
  /** Never printed or logged; may also be given as `<NAME>_FILE`, the path of a file that holds it. */
  readonly sensitive?: true;
}

const plain = <T>(schema: z.ZodType<T, string | undefined>, help: string) =>
  ({ schema, help }) satisfies Variable<T>;
const secret = <T>(schema: z.ZodType<T, string | undefined>, help: string) =>
  ({ schema, help, sensitive: true }) satisfies Variable<T>;

const text = z.string().min(1);
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every variable this product reads, once. Unset and empty are the same. */
export const variables = {
  DEPLOYMENT: plain(
    z
      .enum(['sandbox', 'staging', 'production'], { error: 'must be sandbox, staging or production' })
      .default('sandbox'),
    'what this installation is for; staging and production refuse embedded defaults',
  ),
  LOG_LEVEL: plain(
    z.enum(levels, { error: `must be one of ${levels.join(', ')}` }).default('info'),
    'the least severe log line that is written',
  ),
  HOST: plain(text.default('127.0.0.1'), 'address to listen on'),
  PORT: plain(wholeNumber(0, 65535).default(3000), 'port to listen on; 0 takes any free one'),
  PUBLIC_URL: plain(webUrl.optional(), 'the address people type, used in links and mails'),
  TRUST_PROXY: plain(wholeNumber(0, 10).default(0), 'how many proxies stand in front'),
  DATA_DIR: plain(text.default('.data'), 'folder for what this process keeps on disk'),
  DATABASE_URL: secret(url('postgresql', 'postgres').optional(), 'PostgreSQL; unset: embedded'),
  REDIS_URL: secret(url('redis', 'rediss').optional(), 'queue engine; unset: PostgreSQL'),
  SMTP_URL: secret(url('smtp', 'smtps').optional(), 'mail server; unset: .eml files'),
  MAIL_FROM: plain(text.default('WAOOAW <ops-team@waooaw.com>'), 'sender of every mail'),
  SECRETS_KEYS: secret(keyRing.optional(), 'key ring that wraps the data keys of customers'),
  CRM_WEBHOOK_URL: secret(webUrl.optional(), 'where customer changes are sent'),
  WEBHOOK_SECRET: secret(webhookSecret.optional(), 'signs every webhook that goes out'),
  AGENT_PLATFORM_WEBHOOK_URL: secret(
    agentPlatformUrl.optional(),
    'where approved actions are handed over, or stand-in for the sandbox’s own; unset: recorded only',
  ),
  LLM_BASE_URL: plain(
    modelUrl.optional(),
    'any OpenAI-compatible server, or stand-in for the sandbox’s own; unset: the built-in runtime',
  ),
  LLM_MODEL: plain(text.optional(), 'model of that server'),
  LLM_API_KEY: secret(text.optional(), 'key of that server, when it wants one'),
  SLACK_WEBHOOK_ENGINEERING: secret(webUrl.optional(), 'incoming webhook of the engineering channel'),
  SLACK_WEBHOOK_SECURITY: secret(webUrl.optional(), 'incoming webhook of the security channel'),
  SLACK_WEBHOOK_PRODUCT: secret(webUrl.optional(), 'incoming webhook of the product channel'),
  SLACK_WEBHOOK_OPS: secret(webUrl.optional(), 'incoming webhook of the ops channel'),
  RECORDINGS_URL: secret(
    bucketUrl.optional(),
    'S3-compatible bucket, https://KEY:SECRET@host/bucket?region=…; unset: a folder in DATA_DIR',
  ),
  REPORT_TIMEZONE: plain(timezone.default('Asia/Kolkata'), 'zone of ISO weeks and of the weekly report'),
  HELP_URL: plain(
    webUrl.optional(),
    'help docs, linked in the summary mail; unset: our own page, in the sandbox',
  ),
  COMMUNITY_URL: plain(webUrl.optional(), 'Slack community that the summary mail invites to'),
  ADMIN_EMAIL: plain(
    z.email({ error: 'must be an e-mail address' }).default('ops-team@waooaw.com'),
    'first admin, made at first start',
  ),
  ADMIN_PASSWORD_FILE: plain(
    readableFile.optional(),
    'file with the first password of that admin; unset: made and printed once',
  ),
  DELTA_BASE_URL: plain(webUrl.optional(), 'Delta Exchange; unset: sandbox'),
  META_GRAPH_VERSION: plain(
    z
      .string()
      .regex(/^v\d{1,3}\.\d$/, { error: 'must be a version such as v25.0' })
      .default('v25.0'),
    "version of Meta's Graph API",
  ),
  LINKEDIN_VERSION: plain(
    z
      .string()
      .regex(/^20\d{2}(0[1-9]|1[0-2])$/, { error: 'must be a month such as 202610' })
      .default('202610'),
    'LinkedIn API version',
  ),
  ...platform('YOUTUBE'),
  ...platform('META'),
  ...platform('LINKEDIN'),
} as const;

function platform<const Name extends string>(name: Name) {
  type Entries = Record<`${Name}_BASE_URL` | `${Name}_APP_ID`, Variable<string | undefined>> &
    Record<`${Name}_APP_SECRET`, Variable<string | undefined>>;
  return {
    [`${name}_BASE_URL`]: plain(webUrl.optional(), `${name.toLowerCase()}; unset: sandbox`),
    [`${name}_APP_ID`]: plain(text.optional(), `app id registered with ${name.toLowerCase()}`),
    [`${name}_APP_SECRET`]: secret(text.optional(), `secret of that app`),
  } as Entries;
}

export type VariableName = keyof typeof variables;
export type Values = { readonly [Name in VariableName]: z.output<(typeof variables)[Name]['schema']> };
