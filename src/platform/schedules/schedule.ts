/** Something that should run at known instants: what the ledger keeps its occurrences under, and says of it. */
export interface Schedule {
  /** Stable: the key of its rows. */
  readonly name: string;
  readonly title: string;
  /** When it comes due, in words: "Mondays 08:00, Asia/Kolkata". */
  readonly rhythm: string;
  /** The clock of its instants. */
  readonly clock: 'business' | 'system';
  /**
   * The instants at which it comes due after the one and before the other, oldest first: those that nobody
   * planned, because nothing ran. Left out where the rows themselves say what is due.
   */
  between?(after: Date, before: Date): Date[];
  /**
   * Whether the occurrence that was started came to its end. Left out where the next due cannot move past an
   * occurrence that is not done.
   */
  isDone?(dueAt: Date): Promise<boolean>;
}

const MINUTE = 60_000;
/** Of a long outage the newest are kept one by one. */
const MOST = 500;

/** The upkeep tick comes every ten seconds; it is held against the minutes of the system clock. */
export const TICK_SCHEDULE: Schedule = {
  name: 'upkeep tick',
  title: 'Upkeep tick',
  rhythm: 'Every 10 seconds, counted by the minute',
  clock: 'system',
  between(after, before) {
    const first = Math.max(after.getTime() + MINUTE, before.getTime() - MOST * MINUTE);
    const count = Math.max(0, Math.ceil((before.getTime() - first) / MINUTE));
    return Array.from({ length: count }, (_, index) => new Date(first + index * MINUTE));
  },
};

/** The full minute that `instant` lies in. */
export const minuteOf = (instant: Date): Date => new Date(Math.floor(instant.getTime() / MINUTE) * MINUTE);

/** The next full minute. */
export const minuteAfter = (instant: Date): Date => new Date(minuteOf(instant).getTime() + MINUTE);
