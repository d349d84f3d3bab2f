import { followUpFault, followUpInstant, nextNudge, proposedFollowUp } from './wait-times.js';

const BERLIN = 'Europe/Berlin';
const at = (text: string): Date => new Date(text);

describe('A follow-up', () => {
  it.each([
    ['by its offset, whatever the zone', '2027-02-14T10:00:00+05:30', BERLIN, '2027-02-14T04:30:00.000Z'],
    ['in UTC', '2027-02-14T10:00:00Z', BERLIN, '2027-02-14T10:00:00.000Z'],
    ['45 minutes off the full hour', '2027-02-14T10:00', 'Asia/Kathmandu', '2027-02-14T04:15:00.000Z'],
    ['with seconds', '2027-02-14T10:00:30.5', 'Asia/Kolkata', '2027-02-14T04:30:00.000Z'],
    ['in summer time', '2027-03-28T10:00', BERLIN, '2027-03-28T08:00:00.000Z'],
    ['at a time that the clocks jump over', '2027-03-28T02:30', BERLIN, '2027-03-28T01:00:00.000Z'],
  ])('is read %s', (_case, text, zone, instant) => {
    expect(followUpInstant(text, zone).toISOString()).toBe(instant);
  });

  it('is ahead, and within 90 days', () => {
    const now = at('2027-02-14T10:00:00Z');
    expect(followUpFault(now, now, BERLIN)).toMatch(/ahead.*Europe\/Berlin/);
    expect(followUpFault(at('2027-02-14T10:00:01Z'), now, BERLIN)).toBeUndefined();
    expect(followUpFault(at('2027-05-15T10:00:00Z'), now, BERLIN)).toBeUndefined();
    expect(followUpFault(at('2027-05-15T10:00:01Z'), now, BERLIN)).toMatch(/90 days/);
  });

  it('is proposed for the morning after next, past the weekend', () => {
    const hours = { days: [1, 2, 3, 4, 5], from: '09:30', timezone: 'Asia/Kolkata' };
    expect(proposedFollowUp(at('2027-02-09T20:00:00Z'), hours)).toEqual(at('2027-02-12T04:00:00Z'));
    expect(proposedFollowUp(at('2027-02-12T10:00:00Z'), hours)).toEqual(at('2027-02-15T04:00:00Z'));
  });
});

describe('The next reminder', () => {
  it.each([
    ['tomorrow', '2027-02-14T10:00:00Z', '2027-02-14T10:00:00Z', '2027-02-15T10:00:00.000Z'],
    [
      'on the day after clocks went forward',
      '2027-03-27T10:00:00Z',
      '2027-03-27T10:00:00Z',
      '2027-03-28T09:00:00.000Z',
    ],
    [
      'on the day after clocks went back',
      '2027-10-30T10:00:00Z',
      '2027-10-30T10:00:00Z',
      '2027-10-31T11:00:00.000Z',
    ],
    ['after an outage, once', '2027-02-14T10:00:00Z', '2027-02-18T09:00:00Z', '2027-02-19T10:00:00.000Z'],
    [
      'back at its time after a jump over it',
      '2027-03-26T01:30:00Z',
      '2027-03-28T05:00:00Z',
      '2027-03-29T00:30:00.000Z',
    ],
  ])('is %s', (_case, began, now, due) => {
    expect(nextNudge(at(began), at(now), BERLIN).toISOString()).toBe(due);
  });
});
