import { mailRules, type MailRules } from '../mail.settings.js';
import { holdOf } from './mail-rules.js';

const RUNBOOK_MAIL_RULES = mailRules.default as MailRules;

const INDIA = 'Asia/Kolkata';
const hold = (now: string, zone: string, taken = 0, rules: MailRules = RUNBOOK_MAIL_RULES) => {
  const found = holdOf(new Date(now), zone, rules, taken);
  return found && [found.because, found.until.toISOString()];
};

describe('Quiet hours', () => {
  it.each<[string, string, string, string | null]>([
    [
      'the last quiet minute, half an hour off the full hour',
      '2026-02-12T02:29:59Z',
      INDIA,
      '2026-02-12T02:30:00.000Z',
    ],
    ['08:00 sharp', '2026-02-12T02:30:00Z', INDIA, null],
    ['the last loud minute', '2026-02-12T14:29:59Z', INDIA, null],
    ['20:00 sharp', '2026-02-12T14:30:00Z', INDIA, '2026-02-13T02:30:00.000Z'],
    ['after midnight: the same morning', '2026-02-12T19:00:00Z', INDIA, '2026-02-13T02:30:00.000Z'],
    ['45 minutes off the full hour', '2026-02-12T02:00:00Z', 'Asia/Kathmandu', '2026-02-12T02:15:00.000Z'],
    ['the night the clocks go forward', '2026-03-28T22:00:00Z', 'Europe/Berlin', '2026-03-29T06:00:00.000Z'],
    ['the night the clocks go back', '2026-10-24T22:00:00Z', 'Europe/Berlin', '2026-10-25T07:00:00.000Z'],
    ['a day ahead of UTC', '2026-02-12T10:00:00Z', 'Pacific/Kiritimati', '2026-02-12T18:00:00.000Z'],
  ])('%s', (_case, now, zone, until) => {
    expect(hold(now, zone)).toEqual(until && ['quiet_hours', until]);
  });

  it('may lie within one day, and may be none', () => {
    const noon = { nudgesPerDay: 3, quietFrom: '12:00', quietUntil: '14:00' };
    expect(hold('2026-02-12T12:30:00Z', 'UTC', 0, noon)).toEqual(['quiet_hours', '2026-02-12T14:00:00.000Z']);
    expect(hold('2026-02-12T14:00:00Z', 'UTC', 0, noon)).toBeNull();
    const never = { nudgesPerDay: 3, quietFrom: '20:00', quietUntil: '20:00' };
    expect(hold('2026-02-12T20:00:00Z', 'UTC', 0, never)).toBeNull();
  });

  it('let a mail go when the clocks come back to their end', () => {
    const early = { nudgesPerDay: 3, quietFrom: '20:00', quietUntil: '02:30' };
    // 02:30 comes twice this night; the second 02:10 is after the first 02:30.
    expect(hold('2026-10-25T00:10:00Z', 'Europe/Berlin', 0, early)).toEqual([
      'quiet_hours',
      '2026-10-25T00:30:00.000Z',
    ]);
    expect(hold('2026-10-25T01:10:00Z', 'Europe/Berlin', 0, early)).toBeNull();
  });
});

describe("The day's share", () => {
  it("is the customer's day: the next morning there", () => {
    expect(hold('2026-02-12T06:00:00Z', INDIA, 2)).toBeNull();
    expect(hold('2026-02-12T06:00:00Z', INDIA, 3)).toEqual(['daily_cap', '2026-02-13T02:30:00.000Z']);
  });

  it('of today does not keep back what leaves tomorrow anyway', () => {
    expect(hold('2026-02-12T15:00:00Z', INDIA, 3)).toEqual(['quiet_hours', '2026-02-13T02:30:00.000Z']);
  });

  it('that is taken before the quiet hours of a morning end waits a whole day', () => {
    expect(hold('2026-02-12T01:00:00Z', INDIA, 3)).toEqual(['daily_cap', '2026-02-13T02:30:00.000Z']);
  });

  it('may be none at all', () => {
    const none = { ...RUNBOOK_MAIL_RULES, nudgesPerDay: 0 };
    expect(hold('2026-02-12T06:00:00Z', INDIA, 0, none)).toEqual(['daily_cap', '2026-02-13T02:30:00.000Z']);
  });
});
