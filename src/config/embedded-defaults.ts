import { join, relative } from 'node:path';
import type { AppConfig } from './app-config.js';

/** One concern that runs on something embedded, and the variable that replaces it. */
export interface EmbeddedDefault {
  readonly concern: string;
  readonly text: string;
  readonly variable: string;
}

/** What stands in for an outside system in this configuration, in the order people ask for it. */
export function embeddedDefaultsInUse(config: AppConfig, from: string = process.cwd()): EmbeddedDefault[] {
  const folder = (name: string) => relative(from, join(config.dataDir, name)) || '.';
  const rows: [unset: boolean, concern: string, text: string, variable: string][] = [
    [
      !config.database.url,
      'database',
      `embedded PostgreSQL, recorded in ${folder('runtime.json')}`,
      'DATABASE_URL',
    ],
    [!config.redis.url, 'queues', 'on PostgreSQL', 'REDIS_URL'],
    [!config.mail.smtpUrl, 'mail', `.eml files in ${folder('mail')}/`, 'SMTP_URL'],
    [!config.secrets.keys, 'encryption key', `made once, kept in ${folder('')}`, 'SECRETS_KEYS'],
    [!config.delta.baseUrl, 'Delta Exchange', sandboxText(config), 'DELTA_BASE_URL'],
    [!config.youtube.appId, 'YouTube', sandboxText(config), 'YOUTUBE_APP_ID'],
    [!config.linkedin.appId, 'LinkedIn', sandboxText(config), 'LINKEDIN_APP_ID'],
    [!config.meta.appId, 'Meta', sandboxText(config), 'META_APP_ID'],
    [!config.llm, 'agent runtime', 'built-in templates', 'LLM_BASE_URL'],
    [!config.agentPlatformWebhookUrl, 'approved actions', 'recorded only', 'AGENT_PLATFORM_WEBHOOK_URL'],
    [!config.crm.webhookUrl, 'CRM', crmText(config), 'CRM_WEBHOOK_URL'],
    [!config.recordingsUrl, 'recordings', `files in ${folder('recordings')}/`, 'RECORDINGS_URL'],
    [!config.links.help, 'help link', helpText(config), 'HELP_URL'],
    [silentChannels(config), 'Slack', 'shown in the panel only', 'SLACK_WEBHOOK_*'],
  ];
  return rows.filter(([unset]) => unset).map(([, concern, text, variable]) => ({ concern, text, variable }));
}

function sandboxText(config: AppConfig): string {
  return config.deployment === 'sandbox' ? 'a strict stand-in on this machine' : 'not offered';
}

function helpText(config: AppConfig): string {
  return config.deployment === 'sandbox' ? 'our own page /help' : 'unset: summary mails are refused';
}

function crmText(config: AppConfig): string {
  return config.deployment === 'sandbox' ? 'the sandbox answers' : 'id typed by ops';
}

function silentChannels({ slack }: AppConfig): boolean {
  return [slack.engineering, slack.security, slack.product, slack.ops].some((hook) => !hook);
}

/** The lines printed at the end of start, aligned for a terminal. */
export function embeddedDefaultLines(config: AppConfig, from?: string): string[] {
  const found = embeddedDefaultsInUse(config, from);
  const wide = Math.max(0, ...found.map(({ concern }) => concern.length));
  return found.map((row) => `${row.concern.padEnd(wide)}  ${row.text}  (${row.variable} unset)`);
}
