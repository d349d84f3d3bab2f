import { DEFAULT_HOURS, type WorkingHours } from '../customers/csm-table.js';
import { daysInWords, hoursInWords } from '../customers/csm-table.js';
import { outsideHours, proposeSlot, type SlotRequest } from './propose-slot.js';

/** Thursday 2026-02-12, 10:00 in Kolkata. */
const SIGNUP = new Date('2026-02-12T04:30:00Z');
const at = (text: string): Date => new Date(text);

function propose(changes: Partial<SlotRequest> = {}) {
  return proposeSlot({
    signedUpAt: SIGNUP,
    earliest: SIGNUP,
    hours: DEFAULT_HOURS,
    csmName: 'Sarah Johnson',
    busy: [],
    customerTimezone: 'Asia/Kolkata',
    ...changes,
  });
}

const hoursIn = (timezone: string, more: Partial<WorkingHours> = {}): WorkingHours => ({
  ...DEFAULT_HOURS,
  timezone,
  ...more,
});

describe(proposeSlot.name, () => {
  it('takes the first half hour that is free and not past', () => {
    expect(propose()).toEqual({
      startsAt: SIGNUP,
      endsAt: at('2026-02-12T05:00:00Z'),
      withinTarget: true,
      reason: null,
    });
    expect(propose({ earliest: at('2026-02-12T04:31:00Z') })?.startsAt).toEqual(at('2026-02-12T05:00:00Z'));
  });

  it('goes around calls the CSM has, touching ones allowed', () => {
    const busy = [{ startsAt: at('2026-02-12T04:45:00Z'), endsAt: at('2026-02-12T05:30:00Z') }];
    expect(propose({ busy })?.startsAt).toEqual(at('2026-02-12T05:30:00Z'));
  });

  it('ends with the working day and takes the next morning', () => {
    const slot = propose({ signedUpAt: at('2026-02-12T12:01:00Z'), earliest: at('2026-02-12T12:01:00Z') });
    expect(slot?.startsAt).toEqual(at('2026-02-13T03:30:00Z'));
    expect(propose({ earliest: at('2026-02-12T12:00:00Z') })?.startsAt).toEqual(at('2026-02-12T12:00:00Z'));
  });

  it('jumps the weekend and records why', () => {
    const friday = at('2026-02-13T12:30:00Z');
    expect(propose({ signedUpAt: friday, earliest: friday })).toEqual({
      startsAt: at('2026-02-16T03:30:00Z'),
      endsAt: at('2026-02-16T04:00:00Z'),
      withinTarget: false,
      reason:
        "First free slot in Sarah Johnson's hours (Mon–Fri 09:00–18:00 Asia/Kolkata): 63 h after signup instead of 24 h.",
    });
  });

  it('counts 24 hours from signup, the last instant included', () => {
    const signedUpAt = at('2026-02-12T03:30:00Z');
    const earliest = at('2026-02-12T12:30:00Z');
    expect(propose({ signedUpAt, earliest })).toMatchObject({ withinTarget: true });
    const before = at('2026-02-12T03:29:59Z');
    expect(propose({ signedUpAt: before, earliest })).toMatchObject({ withinTarget: false });
  });

  it("prefers the customer's day within 24 h, and keeps to 24 h otherwise", () => {
    const pacific = { customerTimezone: 'America/Los_Angeles' };
    expect(propose(pacific)?.startsAt).toEqual(at('2026-02-13T03:30:00Z'));
    const slot = propose({ ...pacific, hours: hoursIn('Asia/Kolkata', { from: '12:00', to: '15:00' }) });
    expect(slot).toMatchObject({ startsAt: at('2026-02-12T06:30:00Z'), withinTarget: true });
  });

  it('works in zones off the full hour', () => {
    const slot = propose({ hours: hoursIn('Asia/Kathmandu'), earliest: at('2026-02-12T05:00:00Z') });
    expect(slot?.startsAt).toEqual(at('2026-02-12T05:15:00Z'));
    expect(
      propose({
        hours: hoursIn('Australia/Adelaide'),
        customerTimezone: 'Australia/Adelaide',
        earliest: at('2026-02-12T20:00:00Z'),
      })?.startsAt,
    ).toEqual(at('2026-02-12T22:30:00Z'));
  });

  it('follows the clocks across a change and skips an hour that does not exist', () => {
    const hours = hoursIn('America/New_York', { days: [1, 2, 3, 4, 5, 6, 7] });
    const customerTimezone = 'America/New_York';
    const before = propose({ hours, customerTimezone, earliest: at('2026-03-07T22:59:00Z') });
    expect(before?.startsAt).toEqual(at('2026-03-08T13:00:00Z'));
    const night = propose({
      hours: { ...hours, from: '02:00', to: '04:00' },
      customerTimezone: 'Asia/Kolkata',
      earliest: at('2026-03-08T05:30:00Z'),
    });
    expect(night?.startsAt).toEqual(at('2026-03-08T07:00:00Z'));
  });

  it('gives up when there is no slot at all', () => {
    const busy = [{ startsAt: at('2026-01-01T00:00:00Z'), endsAt: at('2027-01-01T00:00:00Z') }];
    expect(propose({ busy })).toBeNull();
    expect(propose({ hours: hoursIn('Asia/Kolkata', { days: [] }) })).toBeNull();
  });
});

describe(outsideHours.name, () => {
  const slot = (startsAt: string, endsAt: string) => ({ startsAt: at(startsAt), endsAt: at(endsAt) });

  it('accepts the first and the last half hour and no more', () => {
    const judge = (start: string, end: string) =>
      outsideHours(slot(start, end), DEFAULT_HOURS, 'Sarah Johnson');
    expect(judge('2026-02-12T03:30:00Z', '2026-02-12T04:00:00Z')).toBeNull();
    expect(judge('2026-02-12T12:00:00Z', '2026-02-12T12:30:00Z')).toBeNull();
    expect(judge('2026-02-12T12:01:00Z', '2026-02-12T12:31:00Z')).toContain("outside Sarah Johnson's hours");
    expect(judge('2026-02-14T05:00:00Z', '2026-02-14T05:30:00Z')).toContain('Mon–Fri 09:00–18:00');
    expect(judge('2026-02-12T12:00:00Z', '2026-02-13T12:00:00Z')).not.toBeNull();
  });
});

describe(hoursInWords.name, () => {
  it('says days of other times apart', () => {
    const week = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', timezone: 'Asia/Kathmandu' };
    expect(hoursInWords(week)).toBe('Mon–Fri 09:00–18:00 Asia/Kathmandu');
    expect(hoursInWords({ ...week, byDay: { 5: { from: '09:00', to: '13:00' } } })).toBe(
      'Mon–Thu 09:00–18:00, Fri 09:00–13:00 Asia/Kathmandu',
    );
  });
});

describe(daysInWords.name, () => {
  it('joins what is unbroken', () => {
    expect(
      [
        [1, 2, 3, 4, 5],
        [3, 1],
        [6, 7],
        [7, 1, 2],
      ].map(daysInWords),
    ).toEqual(['Mon–Fri', 'Mon, Wed', 'Sat, Sun', 'Mon, Tue, Sun']);
  });
});
