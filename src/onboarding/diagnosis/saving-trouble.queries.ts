import { Injectable } from '@nestjs/common';
import { CommandAttempts, type CommandAttempt } from '../../platform/commands/command-attempts.queries.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import type { AgentFact, Facts } from '../facts/facts.js';
import { agentsOf } from '../facts/required-platforms.js';

const LOOKED_AT_MS = 14 * 86_400_000;
const LOOKED_AT = 50;

/** How the saves of an agent's configuration went, for the diagnosis of Issue 3; what they held is kept nowhere. */
export interface SavingTrouble {
  readonly agent: AgentFact;
  /** The newest try, when it was not saved: what people see now. */
  readonly unsaved: CommandAttempt | null;
  /** Tries in a row that were not saved, up to that one. */
  readonly inVain: number;
  readonly lastSavedAt: Date | null;
}

/** What is known of the tries to save (runbook Issue 3), from `command_log`. */
@Injectable()
export class SavingTroubleQueries {
  constructor(private readonly attempts: CommandAttempts) {}

  /** One for each agent, the one this onboarding is for first. */
  async of(tx: Tx, facts: Facts): Promise<SavingTrouble[]> {
    const troubles: SavingTrouble[] = [];
    for (const agent of agentsOf(facts)) troubles.push(await this.ofAgent(tx, agent));
    return troubles;
  }

  private async ofAgent({ em, now }: Tx, agent: AgentFact): Promise<SavingTrouble> {
    const since = new Date(now.getTime() - LOOKED_AT_MS);
    const about = { command: 'agent.configure', subjectId: agent.id, since, limit: LOOKED_AT };
    const newestFirst = await this.attempts.of(em, about);
    const saved = newestFirst.findIndex(({ outcome }) => outcome === 'done' || outcome === 'replayed');
    const inVain = saved === -1 ? newestFirst : newestFirst.slice(0, saved);
    return {
      agent,
      unsaved: inVain[0] ?? null,
      inVain: inVain.length,
      lastSavedAt: newestFirst[saved]?.at ?? null,
    };
  }
}
