import { Injectable } from '@nestjs/common';
import { EscalationDesk } from '../escalations/escalation-desk.service.js';
import type { Escalated } from '../escalations/escalation.service.js';
import type { EscalationOpening } from '../escalations/opening.js';
import type { CommandForm } from '../platform/commands/command.js';
import { CommandAttempts, type CommandAttempt } from '../platform/commands/command-attempts.queries.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { AgentService } from './agent.service.js';
import { AGENT_TYPES } from './types/agent-types.js';

const DAY_MS = 86_400_000;
const LOOKED_AT = 50;

/**
 * Escalate from an agent's page (Issue 3: "If persists: Escalate to engineering"). How its last saves went goes
 * along; nothing of what they held.
 */
@Injectable()
export class AgentEscalation {
  constructor(
    private readonly agents: AgentService,
    private readonly attempts: CommandAttempts,
    private readonly escalations: EscalationDesk,
  ) {}

  async form(tx: Tx, id: string): Promise<CommandForm> {
    const { type } = await this.agents.get(tx, id);
    const tally = tallied(await this.lastDay(tx, id));
    return {
      start: {
        trigger: 'performance',
        cause: `The configuration of the ${AGENT_TYPES[type].title.toLowerCase()} is not saving`,
        details: `Saves of the last 24 hours that reached us: ${inWords(tally)}.`,
      },
    };
  }

  async raise(tx: Tx, id: string, opening: EscalationOpening): Promise<Escalated> {
    const { customerId, type, status, version } = await this.agents.get(tx, id);
    const { saved, refused, failed, last } = tallied(await this.lastDay(tx, id));
    return this.escalations.raise(tx, customerId, opening, {
      records: [
        { list: 'agents', id },
        { list: 'customers', id: customerId },
      ],
      evidence: {
        agent: AGENT_TYPES[type].title,
        status,
        version,
        saved,
        refused,
        failed,
        lastFailure: last,
      },
    });
  }

  private lastDay(tx: Tx, id: string): Promise<CommandAttempt[]> {
    const since = new Date(tx.now.getTime() - DAY_MS);
    return this.attempts.of(tx.em, { command: 'agent.configure', subjectId: id, since, limit: LOOKED_AT });
  }
}

interface Tally {
  readonly saved: number;
  readonly refused: number;
  readonly failed: number;
  /** Code of the newest that was not saved. */
  readonly last: string | null;
}

function tallied(attempts: readonly CommandAttempt[]): Tally {
  const count = (...outcomes: CommandAttempt['outcome'][]): number =>
    attempts.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    saved: count('done', 'replayed'),
    refused: count('refused'),
    failed: count('failed'),
    last: attempts.find(({ code }) => code !== null)?.code ?? null,
  };
}

const inWords = ({ saved, refused, failed, last }: Tally): string =>
  `${saved} saved, ${refused} refused, ${failed} failed${last === null ? '' : ` (the last as ${last})`}`;
