import { setTimeout as pause } from 'node:timers/promises';
import type { Blow } from './blows.js';
import type { House, Victim } from './house.js';
import type { Passenger } from './passenger.js';
import type { Trap } from './trap.js';

/** What one blow cost. */
export interface Recovery {
  /** Milliseconds from the kill until the killed one is ready again. */
  readonly readyMs: number;
  /** Milliseconds from the kill until the work it was at had come to its end. */
  readonly settledMs: number;
}

/** What a step sets going may take this long to come by, in milliseconds. */
const AFTER_A_STEP = 10_000;

/** A customer on the way, and what is to happen to them. */
interface Caught {
  readonly passenger: Passenger;
  readonly blow: Blow;
}

/** Work under way, by its table: what has not come to its end and should be at it now. */
const UNDER_WAY = {
  mail: "select id from mail where status = 'sending' or (status = 'queued' and due_at <= now())",
  credential_test: "select id from credential_test where status in ('queued', 'running')",
  goal_run: "select id from goal_run where status in ('queued', 'running')",
  crm_delivery: "select id from crm_delivery where status in ('queued', 'running')",
  domain_check: "select id from domain_check where status in ('pending', 'running')",
  outbox: 'select id from outbox',
} as const;

/**
 * Walks each passenger into the trap of a blow, strikes once when all are caught and nothing else is under way,
 * and lets them walk the step to its end.
 */
export async function round(house: House, victim: Victim, caught: readonly Caught[]): Promise<Recovery> {
  await Promise.all(caught.map(({ passenger, blow }) => passenger.walkTo(blow.step)));
  await calm(house, []);
  const traps = await Promise.all(caught.map(async ({ passenger, blow }) => blow.lay(house, passenger)));
  try {
    return await strikeWhenCaught(house, victim, caught, traps);
  } finally {
    // What a round that failed still holds would hold up those after it.
    for (const trap of traps) trap.drop();
  }
}

async function strikeWhenCaught(
  house: House,
  victim: Victim,
  caught: readonly Caught[],
  traps: readonly Trap[],
): Promise<Recovery> {
  const walking = Promise.all(caught.map(({ passenger }) => passenger.play()));
  // A step that fails ends the round, and so does one whose trap is still empty a while after its end.
  const early = walking
    .then(() => pause(AFTER_A_STEP, undefined, { ref: false }))
    .then(() => Promise.reject(new Error('a step ended and nothing was caught')));
  early.catch(() => undefined);
  await Promise.race([Promise.all(traps.map((trap) => trap.caught)), early]);
  if (victim !== 'web') {
    await calm(
      house,
      caught.flatMap(({ blow }) => blow.holds ?? []),
    );
  }
  const from = performance.now();
  const readyMs = await house.strike(victim, traps);
  await Promise.all(caught.map(async ({ passenger, blow }) => blow.mend?.(house, passenger)));
  await walking;
  await calm(house, []);
  return { readyMs, settledMs: Math.round(performance.now() - from) };
}

/** Waits until nothing is under way but what is held, one of each named table. */
async function calm(house: House, held: readonly string[]): Promise<void> {
  let busy: string[] = [];
  for (const deadline = performance.now() + 60_000; performance.now() < deadline;) {
    busy = await underWay(house, held);
    if (busy.length === 0) return;
    await pause(50);
  }
  throw new Error(`still under way: ${busy.join(', ')}\n${await house.testimony()}`);
}

async function underWay(house: House, held: readonly string[]): Promise<string[]> {
  const counts = Object.entries(UNDER_WAY).map(
    ([table, query]) => `select '${table}' as name, count(*)::int as n from (${query}) t`,
  );
  const found = await house.sql<{ name: string; n: number }>(counts.join(' union all '));
  return found
    .map(({ name, n }) => ({ name, n: n - held.filter((table) => table === name).length }))
    .filter(({ n }) => n > 0)
    .map(({ name, n }) => `${n} of ${name}`);
}
