import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { BusinessClock } from '../../platform/clocks/business-clock.js';
import { CommandDispatcher } from '../../platform/commands/command-dispatcher.js';
import { OPERATOR } from '../../platform/unit-of-work/actor.js';
import { SandboxAgentPlatform } from './sandbox-agent-platform.js';

const EVERY_MS = 500;
const CONTEXT = { actor: OPERATOR, requestId: 'agent-platform-stand-in' };

/** Gives the stand-in a key of role integration when it first reports, and lets it report what is due. */
@Injectable()
export class AgentPlatformReporter implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private reporting: Promise<void> = Promise.resolve();
  private made: Promise<{ id: string; key: string }> | undefined;

  private readonly log = new Logger(AgentPlatformReporter.name);
  private readonly warn = (error: unknown): void =>
    this.log.warn(error instanceof Error ? error.message : String(error));

  constructor(
    private readonly platform: SandboxAgentPlatform,
    private readonly commands: CommandDispatcher,
    private readonly clock: BusinessClock,
  ) {}

  onApplicationBootstrap(): void {
    this.platform.connect({ key: () => this.key(), now: () => this.clock.now() });
    this.timer = setInterval(() => {
      this.reporting = this.reporting.then(() => this.platform.reportDue()).catch(this.warn);
    }, EVERY_MS).unref();
  }

  /** A key is shown once, so that one of an earlier run serves nobody: it goes with the run it was made for. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.reporting;
    if (this.made)
      await this.made
        .then(({ id }) => this.commands.dispatch('api-key.revoke', id, {}, CONTEXT))
        .catch(this.warn);
  }

  private async key(): Promise<string> {
    this.made ??= this.make();
    return (await this.made).key;
  }

  private async make(): Promise<{ id: string; key: string }> {
    const input = {
      name: 'Agent platform, stand-in',
      role: 'integration',
      commands: ['deliverable.result'],
    };
    const { body } = await this.commands.dispatch('api-key.create', '', input, CONTEXT);
    return body as { id: string; key: string };
  }
}
