import { nightOf, planRetests, retestsPerMinute } from './retest-plan.js';

const MINUTE = 60_000;
const start = new Date('2026-02-11T19:30:00Z');
const ids = (count: number, name = 'credential') => Array.from({ length: count }, (_, at) => `${name}-${at}`);

/** The most that fall into any 60 seconds, wherever they begin. */
function mostInAMinute(dues: readonly Date[]): number {
  const at = dues.map((due) => due.getTime()).sort((one, other) => one - other);
  let most = 0;
  let from = 0;
  for (let to = 0; to < at.length; to += 1) {
    while ((at[to] ?? 0) - (at[from] ?? 0) >= MINUTE) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

describe('Nightly re-tests', () => {
  it.each([
    ['Delta Exchange', 60],
    ['LinkedIn', 20],
    ['YouTube', 6],
    ['a platform that takes one a minute', 1],
  ])('of 10,000 at %s stay within its %i a minute, and all have their turn once', (_platform, perMinute) => {
    const plan = planRetests(ids(10_000), perMinute, start);
    expect(plan.size).toBe(10_000);
    const dues = [...plan.values()];
    expect(mostInAMinute(dues)).toBeLessThanOrEqual(perMinute);
    expect(Math.min(...dues.map(Number))).toBe(start.getTime());
    const minutes = Math.ceil(10_000 / retestsPerMinute(perMinute));
    expect(Math.max(...dues.map(Number))).toBeLessThan(start.getTime() + minutes * MINUTE);
  });

  it('are simulated minute by minute: each minute takes what is due, and none is left', () => {
    const plan = planRetests(ids(10_000), 20, start);
    const waiting = new Map(plan);
    let now = start.getTime();
    for (let ticks = 0; waiting.size > 0; ticks += 1) {
      const due = [...waiting].filter(([, at]) => at.getTime() <= now);
      expect(due.length).toBeLessThanOrEqual(20);
      for (const [id] of due) waiting.delete(id);
      expect(ticks).toBeLessThan(24 * 60);
      now += MINUTE;
    }
  });

  it('go behind what is left of the night before', () => {
    const left = planRetests(ids(24), 20, start);
    const taken = new Map([
      [start.getTime(), 16],
      [start.getTime() + MINUTE, 8],
    ]);
    const next = planRetests(ids(24, 'new'), 20, start, taken);
    expect(mostInAMinute([...left.values(), ...next.values()])).toBeLessThanOrEqual(20);
    expect(Math.min(...[...next.values()].map(Number))).toBeGreaterThanOrEqual(start.getTime() + MINUTE);
  });

  it.each([
    ['2026-02-12T10:00:00Z', 'Asia/Kolkata', '2026-02-12', '2026-02-11T19:30:00.000Z'],
    ['2026-02-11T19:29:59Z', 'Asia/Kolkata', '2026-02-11', '2026-02-10T19:30:00.000Z'],
    ['2026-03-29T05:00:00Z', 'Europe/Berlin', '2026-03-29', '2026-03-29T00:00:00.000Z'],
  ])('at %s in %s are those of %s', (now, zone, night, begins) => {
    expect(nightOf(new Date(now), zone)).toEqual({ night, begins: new Date(begins) });
  });
});
