import { Module } from '@nestjs/common';
import { CallsModule } from '../calls/calls.module.js';
import { RecordingsController } from './recordings.controller.js';

/** The panel's door for files. */
@Module({ imports: [CallsModule], controllers: [RecordingsController] })
export class RecordingsModule {}
