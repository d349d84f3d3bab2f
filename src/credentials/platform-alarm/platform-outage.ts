/** How many customers make it the platform's trouble and not theirs, within how long. */
export const CUSTOMERS = 3;
export const WINDOW_MS = 30 * 60_000;

/** Ends of tests at one platform since an instant. */
export interface PlatformAnswers {
  /** Customers none of whose tests got an answer, newest first. */
  readonly unreachable: readonly string[];
  /** Why not, by our codes. */
  readonly codes: readonly string[];
  /** When a test last passed; null: none did. */
  readonly passedAt: Date | null;
}

/** "Platform integration failing consistently (not credential issue)": nobody gets through, whoever it is. */
export const isOut = ({ unreachable, passedAt }: PlatformAnswers): boolean =>
  unreachable.length >= CUSTOMERS && passedAt === null;

/** From when on answers count: half an hour, and nothing from before a person settled it. */
export const since = (now: Date, resolvedAt: Date | null): Date =>
  new Date(Math.max(now.getTime() - WINDOW_MS, resolvedAt?.getTime() ?? 0));
