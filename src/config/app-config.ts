import { inspect } from 'node:util';
import type { KeyEntry } from './checks.js';

export type Deployment = 'sandbox' | 'staging' | 'production';
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** An outside platform. Without these settings the sandbox stands in, or it is not offered. */
export interface PlatformConfig {
  readonly baseUrl?: string | undefined;
  readonly appId?: string | undefined;
  readonly appSecret?: string | undefined;
}

export interface HttpConfig {
  readonly host: string;
  /** 0 takes any free port; the one taken is in `runtime.json`. */
  readonly port: number;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  /** How many proxies stand in front (Express `trust proxy`). */
  readonly trustProxy: number;
}

export interface LlmConfig {
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey?: string | undefined;
}

export interface SlackConfig {
  readonly engineering?: string | undefined;
  readonly security?: string | undefined;
  readonly product?: string | undefined;
  readonly ops?: string | undefined;
}

/** The fields of {@link AppConfig}. */
export interface AppSettings {
  readonly deployment: Deployment;
  readonly logLevel: LogLevel;
  readonly http: HttpConfig;
  /** Absolute path. */
  readonly dataDir: string;
  /** `url` is unset while the embedded Postgres is meant. */
  readonly database: { readonly url?: string | undefined };
  /** `url` unset: queues run on PostgreSQL. */
  readonly redis: { readonly url?: string | undefined };
  readonly mail: { readonly smtpUrl?: string | undefined; readonly from: string };
  /** The first key wraps new data; the others still open old data. */
  readonly secrets: { readonly keys?: readonly KeyEntry[] | undefined };
  readonly crm: { readonly webhookUrl?: string | undefined };
  readonly webhookSecret?: string | undefined;
  readonly agentPlatformWebhookUrl?: string | undefined;
  readonly llm?: LlmConfig | undefined;
  readonly slack: SlackConfig;
  readonly recordingsUrl?: string | undefined;
  /** Where customers find help docs and the Slack community. */
  readonly links: { readonly help?: string | undefined; readonly community?: string | undefined };
  /** IANA zone of ISO weeks and of the weekly report. */
  readonly reportTimezone: string;
  readonly admin: { readonly email: string; readonly passwordFile?: string | undefined };
  /** Version of Meta's Graph API: `v25.0`. */
  readonly graphVersion: string;
  /** `LinkedIn-Version` header: `YYYYMM`; a version is served for about a year. */
  readonly linkedinVersion: string;
  readonly delta: PlatformConfig;
  readonly youtube: PlatformConfig;
  /** Facebook pages, Instagram and WhatsApp: one app of ours at Meta. */
  readonly meta: PlatformConfig;
  readonly linkedin: PlatformConfig;
}

/** Gives a class every field of the settings without naming each twice. */
const Settings = class {
  constructor(settings: AppSettings) {
    Object.assign(this, settings);
  }
} as new (settings: AppSettings) => AppSettings;

/**
 * Everything the environment says, checked once at start; injected where it is needed.
 * Nothing else reads `process.env`. It holds secrets: printing or serialising it shows none of them.
 */
export class AppConfig extends Settings {
  constructor(settings: AppSettings) {
    super(settings);
    Object.freeze(this);
  }

  /** A copy in which some fields differ: the address of the embedded database, a port, a test's folder. */
  with(changes: Partial<AppSettings>): AppConfig {
    return new AppConfig({ ...this, ...changes });
  }

  toJSON(): Record<string, unknown> {
    const { deployment, logLevel, http, dataDir, reportTimezone } = this;
    return { deployment, logLevel, http, dataDir, reportTimezone };
  }

  [inspect.custom](): string {
    return `AppConfig ${inspect(this.toJSON())}`;
  }
}
