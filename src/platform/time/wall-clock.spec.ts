import {
  dayKey,
  instantOfWallTime,
  isZone,
  nextLocalMidnight,
  startOfDay,
  wallTimeOf,
} from './wall-clock.js';

const at = (text: string) => {
  const [year, month, day, hour, minute] = text.split(/[-T:]/).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { year, month, day, hour, minute };
};
const iso = (wall: string, zone: string) => instantOfWallTime(at(wall), zone).toISOString();

describe('instantOfWallTime', () => {
  it.each([
    ['Asia/Kolkata', '2026-02-12T09:00', '2026-02-12T03:30:00.000Z'],
    ['Asia/Kathmandu', '2026-02-12T09:00', '2026-02-12T03:15:00.000Z'],
    ['America/New_York', '2026-07-01T10:00', '2026-07-01T14:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-07-01T00:00', '2026-06-30T10:00:00.000Z'],
  ])('reads an ordinary time in %s', (zone, wall, expected) => {
    expect(iso(wall, zone)).toBe(expected);
  });

  it.each([
    ['America/New_York', '2026-03-08T02:00', '2026-03-08T07:00:00.000Z'],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:00:00.000Z'],
    ['America/New_York', '2026-03-08T03:00', '2026-03-08T07:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:30:00.000Z'],
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00:00.000Z'],
  ])('moves a time that %s jumps over to the jump', (zone, wall, expected) => {
    expect(iso(wall, zone)).toBe(expected);
  });

  it.each([
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00.000Z'],
    ['America/Havana', '2026-11-01T00:00', '2026-11-01T04:00:00.000Z'],
  ])('takes the first coming of a time that %s shows twice', (zone, wall, expected) => {
    expect(iso(wall, zone)).toBe(expected);
  });

  it('refuses an unknown zone', () => {
    expect(() => iso('2026-01-01T00:00', 'Asia/Nowhere')).toThrow('"Asia/Nowhere" is not a time zone');
    expect(isZone('Asia/Nowhere')).toBe(false);
    expect(isZone('Asia/Kolkata')).toBe(true);
  });
});

describe('days', () => {
  it('names the day a zone is in', () => {
    expect(dayKey(new Date('2026-02-12T18:29:59.999Z'), 'Asia/Kolkata')).toBe('2026-02-12');
    expect(dayKey(new Date('2026-02-12T18:30:00.000Z'), 'Asia/Kolkata')).toBe('2026-02-13');
    expect(wallTimeOf(new Date('2026-02-12T18:30:00.000Z'), 'Asia/Kathmandu')).toEqual(
      at('2026-02-13T00:15'),
    );
  });

  it.each([
    ['Asia/Kolkata', '2026-02-12T18:29:59.999Z', '2026-02-12T18:30:00.000Z'],
    ['Asia/Kolkata', '2026-02-12T18:30:00.000Z', '2026-02-13T18:30:00.000Z'],
    ['America/New_York', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
    ['America/New_York', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ['America/Havana', '2026-11-01T04:30:00.000Z', '2026-11-02T05:00:00.000Z'],
    ['America/Havana', '2026-10-31T12:00:00.000Z', '2026-11-01T04:00:00.000Z'],
    ['Africa/Cairo', '2026-04-23T12:00:00.000Z', '2026-04-23T22:00:00.000Z'],
    ['America/Santiago', '2026-09-05T12:00:00.000Z', '2026-09-06T04:00:00.000Z'],
  ])('finds the next midnight of %s after %s', (zone, now, expected) => {
    expect(nextLocalMidnight(new Date(now), zone).toISOString()).toBe(expected);
  });

  it('starts a day that has no 00:00 at its first minute', () => {
    const start = startOfDay('2026-09-06', 'America/Santiago');
    expect(wallTimeOf(start, 'America/Santiago')).toEqual(at('2026-09-06T01:00'));
    expect(dayKey(new Date(start.getTime() - 1), 'America/Santiago')).toBe('2026-09-05');
  });
});
