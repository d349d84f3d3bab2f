import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { HealthModule } from './health.module.js';

/** What probes ask over HTTP; web role only. */
@Module({ imports: [HealthModule], controllers: [HealthController] })
export class HealthWebModule {}
