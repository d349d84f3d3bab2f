import { dayKey } from '../../platform/time/wall-clock.js';

const ZONE = 'America/Los_Angeles';

/** Units of a project a day, which begins at midnight Pacific; a request that is refused costs its unit too. */
export class GoogleQuota {
  private day = '';
  private spent = 0;

  constructor(private readonly units: number) {}

  /** Spends one; false when none is left. */
  spend(now: Date): boolean {
    const today = dayKey(now, ZONE);
    if (today !== this.day) [this.day, this.spent] = [today, 0];
    this.spent += 1;
    return this.spent <= this.units;
  }
}
