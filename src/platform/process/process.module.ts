import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Logger } from './logger.js';
import { StartupNotices } from './startup-notices.js';

/** Injection token of the process's {@link Logger}. */
export const LOGGER = Symbol('LOGGER');

/** What every module may ask of the process it runs in. */
@Module({})
export class ProcessModule {
  static forRoot(logger: Logger): DynamicModule {
    return {
      module: ProcessModule,
      global: true,
      providers: [{ provide: LOGGER, useValue: logger }, StartupNotices],
      exports: [LOGGER, StartupNotices],
    };
  }
}
