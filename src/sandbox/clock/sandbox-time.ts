import { Injectable, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { BusinessClock } from '../../platform/clocks/business-clock.js';

/**
 * The sandbox's time for stand-ins whose world goes on with the business clock, as the market does. What a real
 * platform checks by its own clock (signatures, tokens, quotas) stays with the machine's.
 */
export class SandboxTime {
  private business: Pick<BusinessClock, 'now'> | undefined;

  /** Stand-ins start before the application: from here on they know its clock. */
  follow(business: Pick<BusinessClock, 'now'>): void {
    this.business = business;
  }

  /** @throws Error before there is a clock to follow */
  async now(): Promise<Date> {
    if (!this.business) throw new Error('The stand-ins do not know the business clock yet');
    return this.business.now();
  }
}

/** Gives the stand-ins of this process the business clock, before anything can ask them. */
@Injectable()
class SandboxTimeKeeper implements OnModuleInit {
  constructor(
    private readonly time: SandboxTime,
    private readonly clock: BusinessClock,
  ) {}

  onModuleInit(): void {
    this.time.follow(this.clock);
  }
}

@Module({})
export class SandboxTimeModule {
  static of(time: SandboxTime): DynamicModule {
    return {
      module: SandboxTimeModule,
      providers: [{ provide: SandboxTime, useValue: time }, SandboxTimeKeeper],
    };
  }
}
