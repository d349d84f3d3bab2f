import { dayKey, instantOfWallTime, addDays } from '../../../src/platform/time/wall-clock.js';
import type { Rest } from '../rest.js';

const HOUR = 3_600_000;

/** The sandbox's clock, read and moved on the wall of the customer's zone. */
export class WeekClock {
  constructor(
    private readonly doors: Rest,
    readonly zone: string,
  ) {}

  async now(): Promise<Date> {
    const { now } = await this.doors.get<{ now: string }>('/sandbox/clock');
    return new Date(now);
  }

  /** Moves on to an instant; work on the way is at rest when it answers. Never backwards. */
  async to(instant: Date): Promise<void> {
    const left = instant.getTime() - (await this.now()).getTime();
    if (left < 0) throw new Error(`the clock is past ${instant.toISOString()} already`);
    if (left > 0) await this.doors.post('/sandbox/clock', { advanceHours: left / HOUR });
  }

  /** Lets all work come to rest, as little on as it can. */
  async rest(): Promise<void> {
    await this.doors.post('/sandbox/clock', { advanceHours: 1 / 3600 });
  }

  /** @param time `HH:MM` of the day `days` after the one `from` lies in */
  wall(from: Date, days: number, time: string): Date {
    const [year = 0, month = 0, day = 0] = addDays(dayKey(from, this.zone), days).split('-').map(Number);
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return instantOfWallTime({ year, month, day, hour, minute }, this.zone);
  }

  date(instant: Date): string {
    const weekday = instant.toLocaleDateString('en-GB', { weekday: 'short', timeZone: this.zone });
    return `${weekday} ${dayKey(instant, this.zone)}`;
  }

  time(instant: Date): string {
    return instant.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: this.zone });
  }
}
