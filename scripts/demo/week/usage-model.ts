/** Of a trial's tokens (Step 4) so many are told of, by mail, once. */
export const TOLD_AT = 8_000;
/** Mails that may wait are held between these hours of the customer's wall. */
const QUIET = { from: '20:00', to: '08:00' } as const;

/** What the runs of a trial must have used, by what each of them says. */
export class UsageModel {
  tokens = 0;
  /** Runs that completed. */
  runs = 0;
  /** When the mail of 80 percent is due: the wall's time; null until so many are used. */
  told: string | null = null;

  /** @returns whether this run is the one that uses so many, and whether its mail waits for the morning */
  add(tokens: number, at: string): 'below' | 'told now' | 'told in the morning' {
    const before = this.tokens;
    this.tokens += tokens;
    this.runs += 1;
    if (before >= TOLD_AT || this.tokens < TOLD_AT) return 'below';
    const held = at >= QUIET.from || at < QUIET.to;
    this.told = held ? QUIET.to : at;
    return held ? 'told in the morning' : 'told now';
  }
}
