import { Module, type DynamicModule } from '@nestjs/common';
import { StaffModule } from '../../staff/staff.module.js';
import { SandboxCaller } from '../sandbox-caller.js';
import { OutsideController } from './outside.controller.js';
import { OutsideWorld } from './outside-world.js';

/** The door to what the stand-ins of this process do next. */
@Module({})
export class OutsideModule {
  static of(world: OutsideWorld): DynamicModule {
    return {
      module: OutsideModule,
      imports: [StaffModule],
      controllers: [OutsideController],
      providers: [SandboxCaller, { provide: OutsideWorld, useValue: world }],
    };
  }
}
