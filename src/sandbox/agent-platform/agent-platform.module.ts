import { Module, type DynamicModule } from '@nestjs/common';
import { StaffModule } from '../../staff/staff.module.js';
import { AgentPlatformReporter } from './agent-platform-reporter.js';
import { SandboxAgentPlatform } from './sandbox-agent-platform.js';

@Module({})
export class AgentPlatformModule {
  static with(platform: SandboxAgentPlatform): DynamicModule {
    return {
      module: AgentPlatformModule,
      imports: [StaffModule],
      providers: [{ provide: SandboxAgentPlatform, useValue: platform }, AgentPlatformReporter],
      exports: [SandboxAgentPlatform],
    };
  }
}
