import { wallTimeOf } from '../../platform/time/wall-clock.js';
import { dueAfterMove, livedUntil } from './due-after-move.js';
import { nextOf } from './occurrences.js';

const HOUR = 3_600_000;
const ZONES = [
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/New_York',
  'America/St_Johns',
  'Europe/London',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];
const CRONS = ['0 10 * * *', '0 */6 * * *', '0 * * * *', '30 9 * * 1-5', '15 23 * * *'];

/** The same numbers on every machine (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Clock {
  zone: string;
  lived: Date | null;
  due: Date | null;
}

/** A goal over ten days of moves, pauses and resumptions: what its wall showed at each of its runs. */
function walk(seed: number, cron: string): { walls: string[]; gaps: number[] } {
  const random = numbers(seed);
  const pick = (): string => ZONES[Math.floor(random() * ZONES.length)] ?? 'UTC';
  const start = Date.UTC(2026, random() < 0.5 ? 2 : 9, 24);
  const goal: Clock = { zone: pick(), lived: null, due: null };
  const next = (now: Date): Date | null =>
    nextOf({ schedule: { cron, zone: goal.zone }, livedUntil: goal.lived }, now);
  goal.due = next(new Date(start));
  const walls: string[] = [];
  const gaps: number[] = [];
  let last = start;
  const run = (now: Date, due: Date): void => {
    const { year, month, day, hour, minute } = wallTimeOf(due, goal.zone);
    walls.push([year, month, day, hour, minute].join('-'));
    gaps.push(now.getTime() - last);
    last = now.getTime();
    goal.due = next(now);
  };
  for (let at = start; at < start + 240 * HOUR; at += HOUR / 4) {
    const now = new Date(at);
    if (goal.due && goal.due <= now) run(now, goal.due);
    const dice = random();
    if (dice < 0.02) {
      const over = { from: goal.zone, to: pick(), lived: goal.lived };
      goal.lived = livedUntil(over, now);
      if (goal.due) goal.due = dueAfterMove(cron, over, now);
      goal.zone = over.to;
    } else if (dice < 0.03) goal.due = null;
    else if (dice < 0.06 && !goal.due) {
      goal.due = next(now);
      last = at;
    }
  }
  return { walls, gaps };
}

describe('A goal whose customer moves about', () => {
  it('is held up by no longer than the two days that a wall can repeat', () => {
    for (let seed = 1; seed <= 25; seed += 1)
      expect(Math.max(...walk(seed, '0 10 * * *').gaps)).toBeLessThanOrEqual(50 * HOUR);
  });

  it.each(CRONS)('runs once for each time its wall shows: %s', (cron) => {
    for (let seed = 1; seed <= 25; seed += 1) {
      const { walls } = walk(seed, cron);
      expect({ seed, twice: walls.filter((wall, at) => walls.indexOf(wall) !== at) }).toEqual({
        seed,
        twice: [],
      });
    }
  });
});
