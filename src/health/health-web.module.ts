import { Module } from '@nestjs/common';
import { AlarmWatch } from './alarm/alarm-watch.js';
import { HealthController } from './health.controller.js';
import { HealthModule } from './health.module.js';

/** What probes ask over HTTP, and the eye on workers that are gone; web role only. */
@Module({ imports: [HealthModule], controllers: [HealthController], providers: [AlarmWatch] })
export class HealthWebModule {}
