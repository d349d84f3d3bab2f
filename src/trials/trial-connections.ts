import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AgentService } from '../agents/agent.service.js';
import { PLATFORM_TITLES, type PlatformName } from '../agents/platform-names.js';
import { ConnectStops } from '../credentials/connect-stops.js';
import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { decidingTrial } from './deciding-trial.js';
import type { Trial } from './trial.entity.js';
import { trialErrors } from './trial.errors.js';
import { TrialRepository } from './trial.repository.js';
import { statusAt } from './trial.states.js';

/**
 * After a trial that was not converted no key is taken for its agent's platforms, also by a link that was mailed before
 * the end. An agent that was hired, is on trial or has none yet keeps the platform open.
 */
@Injectable()
export class TrialConnections implements OnModuleInit {
  constructor(
    private readonly stops: ConnectStops,
    private readonly agents: AgentService,
    private readonly trials: TrialRepository,
  ) {}

  onModuleInit(): void {
    this.stops.register((tx, customerId, platform) => this.whyNot(tx, customerId, platform));
  }

  private async whyNot(tx: Tx, customerId: string, platform: PlatformName): Promise<AppError | undefined> {
    const agents = await this.agents.ofCustomer(tx, customerId);
    const users = agents.filter(({ platforms }) => platforms.includes(platform));
    const trials = await this.trials.ofCustomer(tx.em, customerId);
    const isOver = ({ id }: { id: string }): boolean => over(decidingTrial(trials, id), tx.now);
    if (users.length === 0 || !users.every(isOver)) return undefined;
    return trialErrors.trial_over(`No connection to ${PLATFORM_TITLES[platform]} is made after its end.`);
  }
}

/** By the clock itself: upkeep may not have been there. */
const over = (trial: Trial | undefined, now: Date): boolean =>
  trial !== undefined && ['expired', 'cancelled'].includes(statusAt(trial, now));
