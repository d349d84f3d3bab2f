import {
  Global,
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type Type,
} from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { Claims } from './claims/claims.js';
import { LeftBehindTask } from './claims/left-behind.task.js';
import { Waypoints } from './claims/waypoints.js';
import { BusinessClock } from './clocks/business-clock.js';
import { SystemClock } from './clocks/system-clock.js';
import { CommandAttempts } from './commands/command-attempts.queries.js';
import { COMMANDS, CommandDispatcher, type CommandTable } from './commands/command-dispatcher.js';
import { CommandJournal } from './commands/command-journal.js';
import { Refusals } from './commands/refusals.js';
import { ForgetKeysTask } from './commands/forget-keys.task.js';
import { Idempotency } from './commands/idempotency.js';
import { IdempotencyRepository } from './commands/idempotency.repository.js';
import { Database, ormOptions, type EntityList } from './database/database.js';
import { FreeTextGuard } from './free-text/free-text-guard.js';
import { HistoryBus } from './history/history-bus.js';
import { Links } from './links/links.js';
import { LinksRepository } from './links/links.repository.js';
import { OutboxRelay } from './outbox/outbox-relay.js';
import { OutboxSweeper } from './outbox/outbox-sweeper.js';
import { OutboxRepository } from './outbox/outbox.repository.js';
import type { HandlerEntry } from './queues/handler-table.js';
import type { QueueTable } from './queues/queue-settings.js';
import { QueuesModule } from './queues/queues.module.js';
import { ScheduleLedger } from './schedules/schedule-ledger.js';
import { ScheduleRepository } from './schedules/schedule.repository.js';
import { SETTINGS, type SettingTable } from './settings/setting.js';
import { SettingDesk } from './settings/setting-desk.service.js';
import { SettingQueries } from './settings/setting.queries.js';
import { Settings } from './settings/settings.js';
import { StoredSettings } from './settings/stored-setting.repository.js';
import { UnitOfWork } from './unit-of-work/unit-of-work.js';
import { TickJob } from './upkeep/tick.job.js';
import { UpkeepScheduler } from './upkeep/upkeep-scheduler.js';
import type { UpkeepTask } from './upkeep/upkeep-task.js';
import { UPKEEP_TASKS, Upkeep } from './upkeep/upkeep.js';
import { DeliveryTries } from './webhooks/delivery-tries.js';

/** What the composition files gather from every room. */
export interface Composition {
  readonly entities: EntityList;
  readonly commands: CommandTable;
  readonly queues: QueueTable;
  readonly handlers: readonly HandlerEntry[];
  readonly tasks: readonly Type<UpkeepTask>[];
  readonly settings: SettingTable;
}

const SHARED = [
  CommandAttempts,
  SystemClock,
  BusinessClock,
  HistoryBus,
  OutboxRepository,
  OutboxRelay,
  UnitOfWork,
  Waypoints,
  Claims,
  DeliveryTries,
  ScheduleRepository,
  ScheduleLedger,
  Upkeep,
  IdempotencyRepository,
  Idempotency,
  Refusals,
  CommandJournal,
  FreeTextGuard,
  CommandDispatcher,
  LinksRepository,
  Links,
  StoredSettings,
  Settings,
  SettingDesk,
  SettingQueries,
];

/** What every room stands on. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  static forRole(
    { entities, commands, queues, handlers, tasks, settings }: Composition,
    worker: boolean,
  ): DynamicModule {
    return {
      module: PlatformModule,
      imports: [QueuesModule.forRole(queues, handlers, worker)],
      providers: [
        {
          provide: Database,
          useFactory: (config: AppConfig) =>
            Database.open(ormOptions(config.database.url ?? '', entities, [])),
          inject: [AppConfig],
        },
        { provide: COMMANDS, useValue: commands },
        { provide: UPKEEP_TASKS, useValue: tasks },
        { provide: SETTINGS, useValue: settings },
        ...SHARED,
        LeftBehindTask,
        ForgetKeysTask,
        TickJob,
        ...(worker ? [OutboxSweeper, UpkeepScheduler] : []),
      ],
      exports: [Database, ...SHARED],
    };
  }

  /** Workers are drained in `beforeApplicationShutdown`; only then does the database go. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
