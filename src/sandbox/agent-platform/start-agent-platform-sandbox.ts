import { randomBytes } from 'node:crypto';
import type { DynamicModule } from '@nestjs/common';
import type { AppConfig, AppSettings } from '../../config/app-config.js';
import { scenarioAsked } from './agent-platform-scenarios.js';
import { SandboxAgentPlatform } from './sandbox-agent-platform.js';

export interface AgentPlatformSandbox {
  readonly settings: Pick<AppSettings, 'agentPlatformWebhookUrl' | 'webhookSecret'>;
  /** Lets it report, with a key of its own. */
  readonly part: () => Promise<DynamicModule>;
  close(): Promise<void>;
}

/** Only where `AGENT_PLATFORM_WEBHOOK_URL` asks for it: by default approved actions are recorded. */
export async function startAgentPlatformSandbox(
  config: AppConfig,
): Promise<AgentPlatformSandbox | undefined> {
  const scenario = scenarioAsked(config.agentPlatformWebhookUrl);
  if (!scenario) return undefined;
  const webhookSecret = config.webhookSecret ?? `whsec_${randomBytes(24).toString('base64')}`;
  const platform = new SandboxAgentPlatform(webhookSecret, scenario);
  return {
    settings: { agentPlatformWebhookUrl: await platform.start(), webhookSecret },
    part: async () => (await import('./agent-platform.module.js')).AgentPlatformModule.with(platform),
    close: () => platform.close(),
  };
}
