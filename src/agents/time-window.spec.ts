import {
  isTimeInside,
  isWindowInside,
  isWithinWindow,
  nextOpening,
  timeWindow,
  windowText,
} from './time-window.js';

const office = { start: '09:00', end: '18:00' };
const night = { start: '22:30', end: '05:00' };
const inside = (iso: string, window: typeof office, zone: string) =>
  isWithinWindow(new Date(iso), window, zone);

describe('isWithinWindow', () => {
  it.each([
    ['2026-02-12T03:29:59.999Z', false],
    ['2026-02-12T03:30:00.000Z', true],
    ['2026-02-12T12:30:00.000Z', true],
    ['2026-02-12T12:30:59.999Z', true],
    ['2026-02-12T12:31:00.000Z', false],
  ])('in Kolkata, 09:00–18:00 with its last minute: %s is %s', (instant, expected) => {
    expect(inside(instant, office, 'Asia/Kolkata')).toBe(expected);
  });

  it('follows a quarter-hour zone', () => {
    expect(inside('2026-02-12T03:14:59Z', office, 'Asia/Kathmandu')).toBe(false);
    expect(inside('2026-02-12T03:15:00Z', office, 'Asia/Kathmandu')).toBe(true);
  });

  it('follows the clocks when summer time starts and ends', () => {
    expect(inside('2026-03-07T13:30:00Z', office, 'America/New_York')).toBe(false);
    expect(inside('2026-03-08T13:30:00Z', office, 'America/New_York')).toBe(true);
    expect(inside('2026-10-31T13:30:00Z', office, 'America/New_York')).toBe(true);
    expect(inside('2026-11-01T13:30:00Z', office, 'America/New_York')).toBe(false);
  });

  it('follows the clocks over midnight, too: the hour that is skipped, and the hour that comes twice', () => {
    const overnight = { start: '22:00', end: '06:00' };
    const zone = 'Europe/Berlin';
    expect(inside('2026-03-28T20:59:00Z', overnight, zone)).toBe(false);
    expect(inside('2026-03-28T21:00:00Z', overnight, zone)).toBe(true);
    expect(inside('2026-03-29T01:00:00Z', overnight, zone)).toBe(true);
    expect(inside('2026-03-29T04:00:59Z', overnight, zone)).toBe(true);
    expect(inside('2026-03-29T04:01:00Z', overnight, zone)).toBe(false);
    expect(inside('2026-10-25T00:30:00Z', overnight, zone)).toBe(true);
    expect(inside('2026-10-25T01:30:00Z', overnight, zone)).toBe(true);
    expect(inside('2026-10-25T05:00:00Z', overnight, zone)).toBe(true);
    expect(inside('2026-10-25T05:01:00Z', overnight, zone)).toBe(false);
  });

  it('follows a zone whose summer time is half an hour', () => {
    const zone = 'Australia/Lord_Howe';
    expect(inside('2026-04-03T22:00:00Z', office, zone)).toBe(true);
    expect(inside('2026-04-03T21:59:00Z', office, zone)).toBe(false);
    expect(inside('2026-04-04T22:29:00Z', office, zone)).toBe(false);
    expect(inside('2026-04-04T22:30:00Z', office, zone)).toBe(true);
  });

  it('runs over midnight', () => {
    expect(inside('2026-02-12T17:00:00Z', night, 'Asia/Kolkata')).toBe(true);
    expect(inside('2026-02-12T23:30:00Z', night, 'Asia/Kolkata')).toBe(true);
    expect(inside('2026-02-12T23:31:00Z', night, 'Asia/Kolkata')).toBe(false);
    expect(inside('2026-02-12T16:59:00Z', night, 'Asia/Kolkata')).toBe(false);
  });
});

describe('windows', () => {
  it('compares one with another', () => {
    expect(isWindowInside(office, office)).toBe(true);
    expect(isWindowInside({ start: '08:59', end: '12:00' }, office)).toBe(false);
    expect(isWindowInside({ start: '10:00', end: '18:01' }, office)).toBe(false);
    expect(isWindowInside(night, office)).toBe(false);
    expect(isWindowInside(office, night)).toBe(false);
    expect(isWindowInside({ start: '23:00', end: '02:00' }, night)).toBe(true);
    expect(isWindowInside({ start: '01:00', end: '02:00' }, night)).toBe(true);
    expect(isWindowInside(night, { start: '00:00', end: '23:59' })).toBe(true);
  });

  it('tells whether a time of day is in it', () => {
    expect(isTimeInside('18:00', office)).toBe(true);
    expect(isTimeInside('18:01', office)).toBe(false);
    expect(windowText(office)).toBe('09:00–18:00');
  });

  it('refuses what is no window', () => {
    expect(timeWindow.safeParse({ start: '9:00', end: '18:00' }).success).toBe(false);
    expect(timeWindow.safeParse({ start: '09:00', end: '24:00' }).success).toBe(false);
    expect(timeWindow.safeParse({ start: '09:00', end: '09:00' }).success).toBe(false);
    expect(timeWindow.safeParse(night).success).toBe(true);
  });
});

describe('nextOpening', () => {
  it.each([
    ['2026-02-12T05:00:00.000Z', 'Asia/Kolkata', '2026-02-12T05:00:00.000Z'],
    ['2026-02-12T01:00:00.000Z', 'Asia/Kolkata', '2026-02-12T03:30:00.000Z'],
    ['2026-02-12T13:00:00.000Z', 'Asia/Kolkata', '2026-02-13T03:30:00.000Z'],
    ['2026-03-08T00:00:00.000Z', 'America/New_York', '2026-03-08T13:00:00.000Z'],
  ])('after %s in %s is %s', (instant, zone, expected) => {
    expect(nextOpening(new Date(instant), office, zone).toISOString()).toBe(expected);
  });

  it('of an overnight window is this evening, or now after midnight', () => {
    const opening = (iso: string) => nextOpening(new Date(iso), night, 'Asia/Kolkata').toISOString();
    expect(opening('2026-02-12T06:00:00Z')).toBe('2026-02-12T17:00:00.000Z');
    expect(opening('2026-02-12T20:00:00Z')).toBe('2026-02-12T20:00:00.000Z');
  });
});
