import { namedWeek, newestReportable, weekOf } from './iso-week.js';

const iso = (date: Date) => date.toISOString();

describe('ISO weeks', () => {
  it.each([
    [
      '2026-02-12T04:30:00Z',
      'Asia/Kolkata',
      '2026-W07',
      '2026-02-08T18:30:00.000Z',
      '2026-02-15T18:30:00.000Z',
    ],
    [
      '2026-02-08T18:29:59Z',
      'Asia/Kolkata',
      '2026-W06',
      '2026-02-01T18:30:00.000Z',
      '2026-02-08T18:30:00.000Z',
    ],
    ['2027-01-01T00:00:00Z', 'UTC', '2026-W53', '2026-12-28T00:00:00.000Z', '2027-01-04T00:00:00.000Z'],
    [
      '2026-03-08T12:00:00Z',
      'America/New_York',
      '2026-W10',
      '2026-03-02T05:00:00.000Z',
      '2026-03-09T04:00:00.000Z',
    ],
  ])('puts %s in %s into %s', (instant, zone, name, startsAt, endsAt) => {
    const week = weekOf(new Date(instant), zone);
    expect([week.name, iso(week.startsAt), iso(week.endsAt)]).toEqual([name, startsAt, endsAt]);
    expect(namedWeek(name, zone)).toEqual(week);
  });

  it.each(['2026-W60', '2026-W00', '2025-W53', '2026-7', 'W07'])('knows no week %s', (name) => {
    expect(namedWeek(name, 'Asia/Kolkata')).toBeUndefined();
  });

  it('reports a week from Monday 08:00 on, in the zone of the report', () => {
    const at = (instant: string) => newestReportable(new Date(instant), 'Asia/Kolkata').name;
    expect(at('2026-02-16T02:29:59Z')).toBe('2026-W06');
    expect(at('2026-02-16T02:30:00Z')).toBe('2026-W07');
    expect(at('2026-02-22T12:00:00Z')).toBe('2026-W07');
  });
});
