import { Module } from '@nestjs/common';
import { SandboxClock } from './sandbox-clock.js';

@Module({ providers: [SandboxClock], exports: [SandboxClock] })
export class SandboxClockModule {}
