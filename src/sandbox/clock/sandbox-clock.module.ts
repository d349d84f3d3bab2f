import { Module } from '@nestjs/common';
import { StaffModule } from '../../staff/staff.module.js';
import { SandboxCaller } from '../sandbox-caller.js';
import { SandboxClockController } from './sandbox-clock.controller.js';
import { SandboxClock } from './sandbox-clock.js';

@Module({
  imports: [StaffModule],
  controllers: [SandboxClockController],
  providers: [SandboxClock, SandboxCaller],
  exports: [SandboxClock],
})
export class SandboxClockModule {}
