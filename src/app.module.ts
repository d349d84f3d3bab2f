import { Module, type DynamicModule, type OnApplicationBootstrap } from '@nestjs/common';
import { BullRegistrar } from '@nestjs/bullmq';
import type { PanelMode } from './admin/panel.ports.js';
import { CallsModule } from './calls/calls.module.js';
import { AgentsModule } from './agents/agents.module.js';
import { ConfigModule } from './config/config.module.js';
import type { AppConfig } from './config/app-config.js';
import { COMPOSITION } from './composition.js';
import { CredentialsModule } from './credentials/credentials.module.js';
import { CustomersModule } from './customers/customers.module.js';
import { EscalationsModule } from './escalations/escalations.module.js';
import { GoalsModule } from './goals/goals.module.js';
import { HealthModule, WorkerHealthModule } from './health/health.module.js';
import { MailModule } from './mail/mail.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { NotesModule } from './notes/notes.module.js';
import { OnboardingModule } from './onboarding/onboarding.module.js';
import { OutsideModule } from './platform/outside/outside.module.js';
import { StandIns } from './platform/outside/stand-ins.js';
import { PlatformModule } from './platform/platform.module.js';
import { VaultModule } from './platform/vault/vault.module.js';
import { SignInModule } from './platform/sign-in/sign-in.module.js';
import { StaffModule } from './staff/staff.module.js';
import { TrialsModule } from './trials/trials.module.js';

/** What stands around the application: the real world, or the sandbox's stand-ins and its own doors. */
export interface Surroundings {
  readonly standIns: StandIns;
  /** Doors that exist in the sandbox only, loaded where a web process serves them. */
  readonly doors: () => readonly Promise<DynamicModule>[];
  /** What belongs to the sandbox in every process. */
  readonly parts: () => readonly Promise<DynamicModule>[];
}

const REAL_WORLD: Surroundings = { standIns: StandIns.none, doors: () => [], parts: () => [] };

export interface AppRole {
  readonly web: boolean;
  readonly worker: boolean;
  /** Whether this process may open secrets: workers may, and the validation scripts. */
  readonly decrypts?: boolean;
  /** How the web role loads the panel (default `slim`; see PanelSettings). `none` spares tests its start. */
  readonly panel?: PanelMode;
}

/** Starts taking jobs, in the worker role only: modules alone never start a worker. */
@Module({})
class WorkerModule implements OnApplicationBootstrap {
  constructor(private readonly registrar: BullRegistrar) {}

  onApplicationBootstrap(): void {
    this.registrar.register();
  }
}

/** The whole application, in one process or as its web and worker halves. */
@Module({})
export class AppModule {
  static forRole(
    { web, worker, decrypts = worker, panel = 'slim' }: AppRole,
    config: AppConfig,
    { standIns, doors, parts }: Surroundings = REAL_WORLD,
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        OutsideModule.with(standIns),
        PlatformModule.forRole(COMPOSITION, worker),
        VaultModule.forRole(decrypts),
        CallsModule,
        AgentsModule,
        CredentialsModule,
        CustomersModule,
        TrialsModule,
        GoalsModule,
        EscalationsModule,
        HealthModule,
        MailModule,
        MetricsModule,
        NotesModule,
        OnboardingModule,
        SignInModule,
        StaffModule,
        ...parts(),
        // Loaded only where it is served: a worker does not hold the panel, the pages and the API.
        ...(web
          ? [import('./web.module.js').then(({ WebModule }) => WebModule.forRoot(panel)), ...doors()]
          : []),
        ...(worker ? [WorkerModule, WorkerHealthModule] : []),
      ],
    };
  }
}
