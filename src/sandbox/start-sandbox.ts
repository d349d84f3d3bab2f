import type { DynamicModule } from '@nestjs/common';
import type { AppConfig, PlatformConfig } from '../config/app-config.js';
import { STAND_IN } from '../config/checks.js';
import { SystemClock } from '../platform/clocks/system-clock.js';
import { StandIns } from '../platform/outside/stand-ins.js';
import { startAgentPlatformSandbox } from './agent-platform/start-agent-platform-sandbox.js';
import { startCrmSandbox } from './crm/start-crm-sandbox.js';
import { deltaTrainingKeys } from './delta/delta-accounts.js';
import { SandboxTime, SandboxTimeModule } from './clock/sandbox-time.js';
import { startDeltaSandbox } from './delta/delta-sandbox.js';
import { startGoogleSandbox } from './google/google-sandbox.js';
import { startGraphSandbox } from './graph/graph-sandbox.js';
import { whatsappTrainingKeys } from './graph/whatsapp-scenarios.js';
import { STAND_IN_APP } from './http/stand-in-app.js';
import { startLinkedInSandbox } from './linkedin/linkedin-sandbox.js';
import { startLlmSandbox } from './llm/llm-sandbox.js';
import { SandboxDnsServer } from './dns/sandbox-dns-server.js';
import { OutsideWorld } from './outside/outside-world.js';
import { SandboxInternet } from './internet/sandbox-internet.js';

export interface Sandbox {
  /** The settings with every unset outside platform pointing at its stand-in. */
  readonly config: AppConfig;
  readonly standIns: StandIns;
  /** Doors that exist in the sandbox only, loaded where a web process serves them. */
  readonly doors: () => readonly Promise<DynamicModule>[];
  /** What belongs to the sandbox in every process. */
  readonly parts: () => readonly Promise<DynamicModule>[];
  close(): Promise<void>;
}

/**
 * Starts the stand-ins for what no setting names, on 127.0.0.1. Imported dynamically and only when
 * DEPLOYMENT=sandbox; the production image does not hold this folder.
 */
export async function startSandbox(config: AppConfig): Promise<Sandbox> {
  if (config.deployment !== 'sandbox') throw new Error('Stand-ins run in the sandbox only');
  const clock = new SystemClock();
  const time = new SandboxTime();
  const outside = new OutsideWorld(time);
  const dns = new SandboxDnsServer();
  const dnsServer = await dns.start();
  const exchange = { clock, marketClock: time, outside };
  const delta = config.delta.baseUrl === undefined ? await startDeltaSandbox(exchange) : undefined;
  const google = unset(config.youtube) ? await startGoogleSandbox(clock) : undefined;
  const linkedin = unset(config.linkedin) ? await startLinkedInSandbox(clock, outside) : undefined;
  const graph = unset(config.meta) ? await startGraphSandbox(clock) : undefined;
  // The built-in runtime is the default here too: a model writes only where one is asked for.
  const llm = config.llm?.baseUrl === STAND_IN ? await startLlmSandbox() : undefined;
  const internet = new SandboxInternet(clock);
  const hosts = await internet.start();
  const crm = config.crm.webhookUrl === undefined ? await startCrmSandbox(config) : undefined;
  const agents = await startAgentPlatformSandbox(config.with(crm ? crm.settings : {}));
  return {
    config: config.with({
      ...(delta ? { delta: { ...config.delta, baseUrl: delta.url } } : {}),
      ...(google ? { youtube: appAt(google.url) } : {}),
      ...(linkedin ? { linkedin: appAt(linkedin.url) } : {}),
      ...(graph ? { meta: appAt(graph.url) } : {}),
      ...(llm && config.llm ? { llm: { ...config.llm, baseUrl: llm.url } } : {}),
      ...(crm ? crm.settings : {}),
      ...(agents ? agents.settings : {}),
    }),
    standIns: new StandIns([dnsServer], hosts, trainingKeys({ delta, graph }), delta !== undefined),
    doors: () => [
      import('./clock/sandbox-clock.module.js').then(({ SandboxClockModule: module }) => ({ module })),
      import('./outside/outside.module.js').then(({ OutsideModule }) => OutsideModule.of(outside)),
    ],
    parts: () => [Promise.resolve(SandboxTimeModule.of(time)), ...(agents ? [agents.part()] : [])],
    close: async () => {
      const platforms = [delta, google, linkedin, graph, llm].map((platform) => platform?.close());
      await Promise.all([dns.stop(), internet.close(), crm?.close(), agents?.close(), ...platforms]);
    },
  };
}

/** Of the platforms that are played. */
const trainingKeys = ({ delta, graph }: { readonly delta: unknown; readonly graph: unknown }) => ({
  ...(delta ? { delta: deltaTrainingKeys() } : {}),
  ...(graph ? { whatsapp: whatsappTrainingKeys() } : {}),
});

/** Neither an app of ours nor another stand-in is named. */
const unset = ({ baseUrl, appId }: PlatformConfig): boolean => baseUrl === undefined && appId === undefined;

const appAt = (baseUrl: string): PlatformConfig => ({
  baseUrl,
  appId: STAND_IN_APP.clientId,
  appSecret: STAND_IN_APP.clientSecret,
});
