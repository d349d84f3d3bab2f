import { Module } from '@nestjs/common';
import { CallsModule } from '../calls/calls.module.js';
import { GoalsModule } from '../goals/goals.module.js';
import { DownloadsController } from './downloads.controller.js';
import { RecordingsController } from './recordings.controller.js';

/** The panel's door for files. */
@Module({ imports: [CallsModule, GoalsModule], controllers: [RecordingsController, DownloadsController] })
export class RecordingsModule {}
