import { DEFAULT_HOURS, type WorkingHours } from '../customers/csm-table.js';
import { offeredSlots } from './offer-slots.js';
import { proposeCall, type Candidate } from './propose-call.js';

const at = (text: string): Date => new Date(text);
/** Thursday 2026-02-12, 10:00 in Kolkata. */
const SIGNUP = at('2026-02-12T04:30:00Z');
const whole = { startsAt: at('2026-01-01T00:00:00Z'), endsAt: at('2027-01-01T00:00:00Z'), coverId: null };
const through = (endsAt: string) => ({ ...whole, endsAt: at(endsAt) });

const somebody = (id: string, name: string, changes: Partial<Candidate> = {}): Candidate => ({
  id,
  name,
  hours: DEFAULT_HOURS,
  busy: [],
  ...changes,
});
const sarah = (changes: Partial<Candidate> = {}) => somebody('s', 'Sarah Johnson', changes);
const alex = (changes: Partial<Candidate> = {}) => somebody('a', 'Alex Kumar', changes);
const priya = (changes: Partial<Candidate> = {}) => somebody('p', 'Priya Sharma', changes);
const propose = (own: Candidate, colleagues: Candidate[], signedUpAt = SIGNUP) =>
  proposeCall({ signedUpAt, earliest: signedUpAt, customerTimezone: 'Asia/Kolkata' }, own, colleagues);

describe(proposeCall.name, () => {
  it('keeps to the own manager, however early a colleague is free', () => {
    const own = sarah({ busy: [through('2026-02-12T11:00:00Z')] });
    expect(propose(own, [alex()])).toMatchObject({
      csmId: 's',
      startsAt: at('2026-02-12T11:00:00Z'),
      reason: null,
    });
  });

  it('gives a colleague the turn when the own manager has no slot within 24 h: the one free first', () => {
    const own = sarah({ busy: [through('2026-02-14T00:00:00Z')] });
    const later = alex({ busy: [through('2026-02-12T10:00:00Z')] });
    expect(propose(own, [later, priya()])).toMatchObject({
      csmId: 'p',
      startsAt: SIGNUP,
      withinTarget: true,
      reason: 'Sarah Johnson has no free slot within 24 h of signup: Priya Sharma takes the call.',
    });
  });

  it('prefers who covers an absence, and names it', () => {
    const away = { ...whole, startsAt: at('2026-02-12T00:00:00Z'), endsAt: at('2026-02-20T00:00:00Z') };
    const own = sarah({ busy: [{ ...away, coverId: 'a' }] });
    const cover = alex({ busy: [through('2026-02-12T10:00:00Z')] });
    expect(propose(own, [priya(), cover])).toMatchObject({
      csmId: 'a',
      startsAt: at('2026-02-12T10:00:00Z'),
      reason: 'Sarah Johnson is away: Alex Kumar takes the call.',
    });
  });

  it('takes the first slot after a Friday evening with the reason, the cover’s where the own is away', () => {
    const friday = at('2026-02-13T12:30:00Z');
    expect(propose(sarah(), [alex(), priya()], friday)).toMatchObject({
      csmId: 's',
      startsAt: at('2026-02-16T03:30:00Z'),
      withinTarget: false,
      reason: expect.stringContaining('63 h after signup instead of 24 h') as string,
    });
    const away = { ...whole, endsAt: at('2026-02-24T00:00:00Z'), coverId: 'a' };
    expect(propose(sarah({ busy: [away] }), [priya(), alex()], friday)).toMatchObject({
      csmId: 'a',
      startsAt: at('2026-02-16T03:30:00Z'),
      reason: expect.stringMatching(
        /^Sarah Johnson is away: Alex Kumar takes the call\. First free slot/,
      ) as string,
    });
  });

  it('asks everybody before it gives up, and gives up when nobody ever has time', () => {
    const own = sarah({ busy: [whole] });
    const monday = alex({ busy: [through('2026-02-16T00:00:00Z')] });
    expect(propose(own, [monday])).toMatchObject({ csmId: 'a', startsAt: at('2026-02-16T03:30:00Z') });
    expect(propose(own, [alex({ busy: [whole] })])).toBeNull();
  });

  it('reaches a colleague in another zone, off the full hour, on the day the clocks change', () => {
    const hours: WorkingHours = {
      days: [1, 2, 3, 4, 5, 6, 7],
      from: '09:00',
      to: '10:00',
      timezone: 'Australia/Adelaide',
    };
    const own = sarah({ busy: [whole] });
    // 2026-10-04 02:00 → 03:00 in Adelaide (UTC+9:30 → +10:30): 09:00 is 22:30 UTC of the day before.
    const signedUpAt = at('2026-10-03T15:00:00Z');
    expect(propose(own, [alex({ hours })], signedUpAt)).toMatchObject({
      startsAt: at('2026-10-03T22:30:00Z'),
    });
  });
});

describe(offeredSlots.name, () => {
  const offer = (customerTimezone: string, busy: Candidate['busy'] = [], hours = DEFAULT_HOURS) =>
    offeredSlots({ earliest: at('2026-02-13T10:00:00Z'), hours, busy, customerTimezone }, 3);

  it('offers the free half hours of the next days, by the customer’s calendar, around calls and the weekend', () => {
    const busy = [
      { startsAt: at('2026-02-13T11:00:00Z'), endsAt: at('2026-02-13T11:30:00Z'), coverId: null },
    ];
    const days = offer('Asia/Kolkata', busy);
    expect(days.map(({ day }) => day)).toEqual(['2026-02-13', '2026-02-16', '2026-02-17']);
    expect(days[0]?.slots.map(({ startsAt }) => startsAt.toISOString().slice(11, 16))).toEqual([
      '10:00',
      '10:30',
      '11:30',
      '12:00',
    ]);
    expect(days[1]?.slots).toHaveLength(18);
  });

  it('names the days as the customer’s wall does, and offers the night only where there is nothing else', () => {
    // 09:00–18:00 in Kolkata is 16:30–01:30 in Auckland: the part before 20:00 is offered.
    const auckland = offer('Pacific/Auckland');
    expect(auckland.map(({ day }) => day)).toEqual(['2026-02-16', '2026-02-17', '2026-02-18']);
    expect(auckland[0]?.slots).toHaveLength(7);
    const night = { ...DEFAULT_HOURS, from: '13:00', to: '15:00' };
    const pacific = offer('America/Los_Angeles', [], night);
    // 13:00–15:00 there begins at 23:30 of the evening before.
    expect(pacific.map(({ day, slots }) => `${day} ${slots.length}`)).toEqual([
      '2026-02-15 1',
      '2026-02-16 4',
      '2026-02-17 4',
    ]);
  });
});
