import { Module } from '@nestjs/common';
import { StaffModule } from '../../staff/staff.module.js';
import { SandboxClockController } from './sandbox-clock.controller.js';
import { SandboxClock } from './sandbox-clock.js';

@Module({
  imports: [StaffModule],
  controllers: [SandboxClockController],
  providers: [SandboxClock],
  exports: [SandboxClock],
})
export class SandboxClockModule {}
