import { join } from 'node:path';
import { Injectable, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import type { Request } from 'express';
import { AdminPanelModule } from './admin/admin-panel.module.js';
import { RecordingsModule } from './admin/recordings.module.js';
import { DispatchedCommands } from './admin/dispatched-commands.js';
import { PanelCommands, PanelSession, PanelSettings, type PanelAdmin } from './admin/panel.ports.js';
import { AppConfig } from './config/app-config.js';
import { AgentsModule } from './agents/agents.module.js';
import { CallsModule } from './calls/calls.module.js';
import { ConnectionTesters } from './credentials/providers/connection-testers.js';
import { CredentialsModule } from './credentials/credentials.module.js';
import { CustomersModule } from './customers/customers.module.js';
import { EscalationsModule } from './escalations/escalations.module.js';
import { GoalsModule } from './goals/goals.module.js';
import { HealthModule } from './health/health.module.js';
import { MailModule } from './mail/mail.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { NotesModule } from './notes/notes.module.js';
import { OnboardingModule } from './onboarding/onboarding.module.js';
import { panelContent } from './panel-content.js';
import { PANEL_WORDS } from './panel-words.js';
import { Database } from './platform/database/database.js';
import { Settings } from './platform/settings/settings.js';
import { supportContacts, supportInWords } from './platform/support/support.settings.js';
import { BusinessClock } from './platform/clocks/business-clock.js';
import { SystemClock } from './platform/clocks/system-clock.js';
import { projectRoot } from './platform/process/project-root.js';
import { StaffSession } from './staff/sessions/staff-session.js';
import { StaffModule } from './staff/staff.module.js';
import { TrialsModule } from './trials/trials.module.js';

/** Staff sessions open the panel. */
@Injectable()
class StaffPanelSession extends PanelSession {
  constructor(private readonly session: StaffSession) {
    super();
  }

  override current(request: Request): Promise<PanelAdmin | null> {
    return this.session.currentStaff(request);
  }
}

const panelSettings = (slim: boolean): Provider<PanelSettings> => ({
  provide: PanelSettings,
  inject: [AppConfig, BusinessClock, SystemClock, Settings, Database, ConnectionTesters],
  useFactory: (
    { deployment }: AppConfig,
    business: BusinessClock,
    system: SystemClock,
    settings: Settings,
    database: Database,
    testers: ConnectionTesters,
  ): PanelSettings => ({
    deployment,
    assetFolder: join(projectRoot(), 'dist', 'panel'),
    support: async () => supportInWords(await settings.get(database.em(), supportContacts)),
    slim,
    words: PANEL_WORDS,
    offeredPlatforms: testers.offered(),
    clockOffsetMs: async () => (await business.now()).getTime() - system.now().getTime(),
  }),
});

/** The panel over every room. */
const panelModule = (slim: boolean): DynamicModule =>
  AdminPanelModule.forRoot({
    imports: [
      AgentsModule,
      CallsModule,
      CredentialsModule,
      CustomersModule,
      EscalationsModule,
      GoalsModule,
      HealthModule,
      MailModule,
      MetricsModule,
      NotesModule,
      OnboardingModule,
      StaffModule,
      TrialsModule,
    ],
    providers: [
      { provide: PanelSession, useClass: StaffPanelSession },
      { provide: PanelCommands, useClass: DispatchedCommands },
      panelContent,
      panelSettings(slim),
    ],
  });

/**
 * The panel, and its door for files.
 * @param slim load AdminJS without its bundler and front end; not possible under Jest
 */
export const panelModules = (slim: boolean): (DynamicModule | Type)[] => [
  RecordingsModule,
  panelModule(slim),
];
