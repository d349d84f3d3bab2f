import type { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { actorId } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Goal } from './goal.entity.js';
import type { GoalRepository, LastChange } from './goal.repository.js';

/** The refusal of a decision on an older version of the goal: who changed it last, and how it is now. */
export async function staleGoal(
  tx: Tx,
  goals: GoalRepository,
  goal: Goal,
  version: number,
): Promise<AppError | undefined> {
  if (goal.version === version) return undefined;
  const { name, params, schedule, status } = goal;
  const last = await goals.lastChange(tx.em, goal.id);
  const by = last ? ` ${whoOf(tx, last)} did it last, ${last.at.toISOString()}.` : '';
  const now = `It is now "${name}", ${schedule.frequency}, ${status.replaceAll('_', ' ')}.`;
  return commonErrors.version_conflict(`The goal was changed since you looked.${by} ${now}`, {
    hint: 'Look at it as it is now, then decide again.',
    facts: {
      currentVersion: goal.version,
      other: last ? { who: whoOf(tx, last), at: last.at.toISOString(), what: last.type } : null,
      current: { name, parameters: params, schedule, status },
    },
  });
}

/** @throws version_conflict (409) with the other change */
export async function refuseStale(tx: Tx, goals: GoalRepository, goal: Goal, version: number): Promise<void> {
  const refusal = await staleGoal(tx, goals, goal, version);
  if (refusal) throw refusal;
}

const WHO: Readonly<Record<string, string>> = {
  staff: 'A colleague',
  customer: 'The customer',
  integration: 'An integration',
};

function whoOf({ actor }: Tx, { actorKind, actorId: id }: LastChange): string {
  if (actorKind === actor.kind && id === actorId(actor)) return 'You';
  if (actor.kind === 'customer' && actorKind === 'staff') return 'Our team';
  return WHO[actorKind] ?? 'The system';
}
