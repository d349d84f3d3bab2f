import { Injectable } from '@nestjs/common';
import { Database, type EntityManager } from '../database/database.js';
import type { Schedule } from './schedule.js';
import { ScheduleRepository, type OpenOccurrence } from './schedule.repository.js';

/** Milliseconds that an occurrence may be overdue before it counts as late, or as missed when it never ran. */
export const GRACE = 60_000;

/** What the ledger must be able to ask, before and after a turn. */
export interface Turn<T> {
  readonly schedule: Schedule;
  /** The present instant of the schedule's clock. */
  readonly now: () => Promise<Date>;
  /** When it comes due next, or since when it is due and not done; undefined when nothing is planned. */
  readonly due: () => Promise<Date | undefined>;
  readonly run: () => Promise<T>;
}

interface Settled {
  readonly due: Date | undefined;
  /** Its row as it was found. */
  readonly known: OpenOccurrence | undefined;
  readonly now: Date;
}

/**
 * Writes down what should run, when that is known, and what did: each turn of a schedule is held against it.
 * An occurrence is done when the schedule's own next due has moved past it, so that work handed to a queue
 * counts when it is finished and not when it was asked for.
 */
@Injectable()
export class ScheduleLedger {
  constructor(
    private readonly database: Database,
    private readonly occurrences: ScheduleRepository,
  ) {}

  /** Answers what `run` answers, and throws what it throws. */
  async keep<T>(turn: Turn<T>): Promise<T> {
    const due = await this.begin(turn);
    try {
      return await turn.run();
    } catch (error) {
      if (due) await this.occurrences.fail(this.database.em(), turn.schedule.name, due);
      throw error;
    } finally {
      await this.settle(turn);
    }
  }

  /** Notes the start of what is due; answers which occurrence that is, undefined when none is due. */
  private async begin<T>(turn: Turn<T>): Promise<Date | undefined> {
    const { due, known, now } = await this.settle(turn);
    if (!due || due > now) return undefined;
    const em = this.database.em();
    if (!known?.startedAt) await this.noteGap(em, turn.schedule, due, now);
    if (!known?.startedAt || known.outcome) await this.occurrences.start(em, turn.schedule.name, due, now);
    return due;
  }

  /** Ends what the schedule has moved on from, and notes what comes next. */
  private async settle<T>({ schedule, now: ask, due: next }: Turn<T>): Promise<Settled> {
    const [due, now] = [await next(), await ask()];
    const em = this.database.em();
    const open = await this.occurrences.open(em, schedule.name);
    const isDue = ({ dueAt }: OpenOccurrence): boolean => dueAt.getTime() === due?.getTime();
    for (const one of open) if (!isDue(one)) await this.close(em, schedule, one, now);
    const known = open.find(isDue);
    if (due && !known) await this.occurrences.plan(em, schedule.name, due, now);
    return { due, known, now };
  }

  /** The schedule has moved on from an occurrence that is still open. */
  private async close(
    em: EntityManager,
    schedule: Schedule,
    { dueAt, startedAt, outcome }: OpenOccurrence,
    now: Date,
  ): Promise<void> {
    const { name } = schedule;
    const isDone = startedAt !== null && ((await schedule.isDone?.(dueAt)) ?? true);
    if (isDone) await this.occurrences.end(em, name, dueAt, outcome ?? 'done', now);
    else if (!startedAt && dueAt.getTime() > now.getTime() - GRACE)
      await this.occurrences.withdraw(em, name, dueAt);
    else await this.occurrences.end(em, name, dueAt, outcome ?? 'missed', now);
  }

  /** Instants that passed while nothing was there to plan them. */
  private async noteGap(em: EntityManager, schedule: Schedule, due: Date, now: Date): Promise<void> {
    if (!schedule.between) return;
    const last = await this.occurrences.lastBefore(em, schedule.name, due);
    if (last) await this.occurrences.missed(em, schedule.name, schedule.between(last, due), now);
  }
}
