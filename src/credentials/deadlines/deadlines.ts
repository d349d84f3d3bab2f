const DAY = 86_400_000;

/** A key that was not replaced in time works on for so many days. */
export const GRACE_DAYS = 7;
/** What is kept as the failure of a key that was not replaced within the grace. */
export const ROTATION_OVERDUE = 'rotation_overdue';

export const DEADLINE_KINDS = ['end', 'rotation'] as const;
export const NOTICE_STEPS = ['two_weeks', 'three_days', 'due'] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];
export type NoticeStep = (typeof NOTICE_STEPS)[number];

export interface Deadline {
  readonly kind: DeadlineKind;
  /** `over`: the end itself, or the end of the grace. */
  readonly step: NoticeStep | 'over';
  readonly at: Date;
}

/** What bounds a connection; both null where we renew it ourselves. */
export interface Bounds {
  /** The platform ends it then, and only the customer can make it last. */
  readonly expiresAt?: Date | null | undefined;
  /** Keys without an end are replaced every 90 days (runbook, Step 7). */
  readonly rotateBy?: Date | null | undefined;
}

/** What the customer is told when, and what happens in the end; oldest first. */
export function deadlinesOf({ expiresAt, rotateBy }: Bounds): Deadline[] {
  if (expiresAt) {
    return [
      { kind: 'end', step: 'two_weeks', at: days(expiresAt, -14) },
      { kind: 'end', step: 'three_days', at: days(expiresAt, -3) },
      { kind: 'end', step: 'over', at: expiresAt },
    ];
  }
  if (!rotateBy) return [];
  return [
    { kind: 'rotation', step: 'two_weeks', at: days(rotateBy, -14) },
    { kind: 'rotation', step: 'three_days', at: days(rotateBy, -3) },
    { kind: 'rotation', step: 'due', at: rotateBy },
    { kind: 'rotation', step: 'over', at: graceEnd(rotateBy) },
  ];
}

/** The last day of a key that was to be replaced by `rotateBy`. */
export const graceEnd = (rotateBy: Date): Date => days(rotateBy, GRACE_DAYS);

/** The first after an instant; what has passed before a key was given is not made up for. */
export const nextDeadline = (bounds: Bounds, after: Date): Deadline | undefined =>
  deadlinesOf(bounds).find(({ at }) => at > after);

/** The newest that has come: after an outage one notice, not each of those that passed. */
export const reached = (bounds: Bounds, now: Date): Deadline | undefined =>
  deadlinesOf(bounds).findLast(({ at }) => at <= now);

const days = (from: Date, count: number): Date => new Date(from.getTime() + count * DAY);
