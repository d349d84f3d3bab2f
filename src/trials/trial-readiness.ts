import { Injectable } from '@nestjs/common';
import { AgentService } from '../agents/agent.service.js';
import { PLATFORM_TITLES } from '../agents/platform-names.js';
import { CredentialTestService } from '../credentials/credential-test.service.js';
import type { PlatformFreshness } from '../credentials/freshness.js';
import { CustomerService } from '../customers/customer.service.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Trial } from './trial.entity.js';

/** What stands between a trial and its activation. */
export interface Readiness {
  /** What must be done first, one sentence each; empty when only fresh tests may be lacking. */
  readonly missing: readonly string[];
  /** Active credentials validated more than five minutes ago: a test first (Step 8). */
  readonly stale: readonly { readonly credentialId: string; readonly platform: string }[];
}

const PROBLEMS: Record<Exclude<PlatformFreshness['state'], 'fresh' | 'stale'>, (title: string) => string> = {
  missing: (title) => `${title} is not connected.`,
  pending: (title) => `The credential of ${title} is not validated yet.`,
  expired: (title) => `The credential of ${title} is expired.`,
  invalid: (title) => `The credential of ${title} is invalid.`,
};

/** Reads the facts an activation needs (runbook Steps 4, 8 and 9). */
@Injectable()
export class TrialReadiness {
  constructor(
    private readonly agents: AgentService,
    private readonly customers: CustomerService,
    private readonly tests: CredentialTestService,
  ) {}

  async of(tx: Tx, { customerId, agentId }: Trial): Promise<Readiness> {
    const agent = await this.agents.get(tx, agentId);
    const customer = await this.customers.get(tx, customerId);
    const platforms = await this.tests.freshness(tx, customerId, agent.platforms);
    return {
      missing: [
        ...(customer.status === 'active' ? [] : [`The customer is ${customer.status}.`]),
        ...(agent.status === 'configured' ? [] : ['The agent is not configured (Step 9).']),
        ...platforms.flatMap(({ platform, state }) =>
          state === 'fresh' || state === 'stale' ? [] : [PROBLEMS[state](PLATFORM_TITLES[platform])],
        ),
      ],
      stale: platforms.flatMap(({ platform, state, credentialId }) =>
        state === 'stale' && credentialId !== null ? [{ credentialId, platform }] : [],
      ),
    };
  }
}
