import { BullModule } from '@nestjs/bullmq';
import {
  Global,
  Inject,
  Logger,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { assertComplete, type HandlerEntry } from './handler-table.js';
import { HANDLERS, JobRunner } from './job-runner.js';
import { processorFor } from './queue-processor.js';
import { QueueConnection } from './queue-connection.js';
import { QueuePublisher } from './queue-publisher.js';
import { QUEUE_TABLE, QueueTraffic } from './queue-traffic.js';
import { jobOptions, type QueueTable } from './queue-settings.js';

const log = new Logger('Queues');

@Global()
@Module({
  providers: [
    {
      provide: QueueConnection,
      useFactory: (config: AppConfig) =>
        QueueConnection.open(config, (error) => log.warn({ err: error }, 'queue connection trouble')),
      inject: [AppConfig],
    },
  ],
  exports: [QueueConnection],
})
class QueueConnectionModule implements OnApplicationShutdown {
  constructor(@Inject(QueueConnection) private readonly connection: QueueConnection) {}

  async onApplicationShutdown(): Promise<void> {
    await this.connection.close();
  }
}

/** Every queue for producing; in the worker role also the processors, started by `BullRegistrar.register()`. */
@Global()
@Module({})
export class QueuesModule {
  static forRole(table: QueueTable, handlers: readonly HandlerEntry[], worker: boolean): DynamicModule {
    assertComplete(handlers, table);
    const queues = Object.entries(table).map(([name, settings]) => ({
      name,
      defaultJobOptions: jobOptions(settings),
    }));
    const processors = worker
      ? Object.entries(table).map(([name, settings]) => processorFor(name, settings))
      : [];
    return {
      module: QueuesModule,
      imports: [
        QueueConnectionModule,
        BullModule.forRootAsync({
          imports: [QueueConnectionModule],
          useFactory: ({ connection, prefix }: QueueConnection) => ({ connection, prefix }),
          inject: [QueueConnection],
          extraOptions: { manualRegistration: true },
        }),
        BullModule.registerQueue(...queues),
      ],
      providers: [
        QueuePublisher,
        QueueTraffic,
        JobRunner,
        { provide: QUEUE_TABLE, useValue: table },
        { provide: HANDLERS, useValue: handlers },
        ...processors,
      ],
      exports: [QueuePublisher, QueueTraffic, BullModule],
    };
  }
}
