import { DEFAULT_HOURS } from '../customers/csm-table.js';
import { type CheckInRequest, proposeCheckIn } from './propose-check-in.js';

const at = (text: string): Date => new Date(text);
const HOURS_168 = 168 * 3_600_000;

function propose(activated: string, changes: Partial<CheckInRequest> = {}) {
  const activatedAt = at(activated);
  return proposeCheckIn({
    activatedAt,
    endsAt: new Date(activatedAt.getTime() + HOURS_168),
    earliest: activatedAt,
    hours: DEFAULT_HOURS,
    csmName: 'Sarah Johnson',
    busy: [],
    customerTimezone: 'Asia/Kolkata',
    ...changes,
  });
}

describe(proposeCheckIn.name, () => {
  it('takes day 5 of the runbook: activated on the 12th, check-in on the 17th', () => {
    expect(propose('2026-02-12T18:00:00Z', { customerTimezone: 'America/Los_Angeles' })).toMatchObject({
      startsAt: at('2026-02-18T03:30:00Z'),
      reason: null,
    });
    expect(propose('2026-02-12T04:30:00Z')).toMatchObject({
      startsAt: at('2026-02-17T03:30:00Z'),
      withinTarget: true,
    });
  });

  it('comes earlier where day 5 is a weekend', () => {
    expect(propose('2026-02-16T04:30:00Z')).toMatchObject({
      startsAt: at('2026-02-20T03:30:00Z'),
      withinTarget: false,
      reason: 'Sarah Johnson has no free slot on day 5; day 4 instead.',
    });
    expect(propose('2026-02-10T04:30:00Z')?.startsAt).toEqual(at('2026-02-13T03:30:00Z'));
  });

  it('goes around other calls and never past the end of the trial', () => {
    const busy = [{ startsAt: at('2026-02-17T00:00:00Z'), endsAt: at('2026-02-17T05:00:00Z') }];
    expect(propose('2026-02-12T04:30:00Z', { busy })?.startsAt).toEqual(at('2026-02-17T05:00:00Z'));
    const week = [{ startsAt: at('2026-02-12T00:00:00Z'), endsAt: at('2026-02-19T05:00:00Z') }];
    expect(propose('2026-02-12T04:30:00Z', { busy: week })).toBeNull();
  });
});
