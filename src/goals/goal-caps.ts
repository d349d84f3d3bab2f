import type { AppError } from '../platform/errors/app-error.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { AgentGoals, GoalRepository } from './goal.repository.js';
import { goalErrors } from './goal.errors.js';

/** A person reads each proposal of a customer's (Step 10): more than five an agent at once, and the queue is one customer's. */
export const PROPOSALS_WAITING = 5;
/** A trial runs five tasks a day: what twenty goals ask for lies far beyond, and each has to be read and kept in sight. */
export const GOALS_KEPT = 20;

export const NO_GOALS: AgentGoals = { kept: 0, waiting: 0 };

/** How many more its customer may propose now. */
export const proposalsLeft = ({ kept, waiting }: AgentGoals): number =>
  Math.max(0, Math.min(PROPOSALS_WAITING - waiting, GOALS_KEPT - kept));

/** Why its customer may propose no goal now, or undefined. */
export function whyNoProposal(goals: AgentGoals): AppError | undefined {
  return whyNoneWaits(goals) ?? (goals.kept < GOALS_KEPT ? undefined : full(goals));
}

/** Why none of its customer's may be sent for approval now, or undefined. */
function whyNoneWaits({ waiting }: AgentGoals): AppError | undefined {
  if (waiting < PROPOSALS_WAITING) return undefined;
  const text = `${waiting} goals proposed for this agent wait for review; at most ${PROPOSALS_WAITING} may wait at a time, so that our team reads each.`;
  return goalErrors.goal_proposals_waiting(text, { facts: { waiting, atMost: PROPOSALS_WAITING } });
}

function full({ kept }: AgentGoals): AppError {
  const text = `The agent has ${kept} goals that were not ended; its customer may add to it up to ${GOALS_KEPT}: all share the agent’s tasks of a day.`;
  return goalErrors.goal_limit_reached(text, { facts: { kept, atMost: GOALS_KEPT } });
}

/**
 * Holds what a customer proposes to the caps; staff and integrations are trusted with more. The caller holds the
 * customer's lock, so that of proposals made at once none is overlooked.
 * @param again a rejected one is sent in again, and is counted among the agent's goals already
 * @throws AppError `goal_proposals_waiting`, `goal_limit_reached` (409)
 */
export async function holdToCaps(
  tx: Tx,
  goals: GoalRepository,
  { customerId, agentId }: { readonly customerId: string; readonly agentId: string },
  again = false,
): Promise<void> {
  if (tx.actor.kind !== 'customer') return;
  const counted = (await goals.counted(tx.em, customerId)).get(agentId) ?? NO_GOALS;
  const refusal = again ? whyNoneWaits(counted) : whyNoProposal(counted);
  if (refusal) throw refusal;
}
