import { isOut, since } from './platform-outage.js';

const now = new Date('2026-02-12T10:00:00Z');

describe('A platform is down', () => {
  it.each([
    ['when three customers get no answer and nobody passes', 3, null, true],
    ['not for two', 2, null, false],
    ['not while somebody passes', 5, now, false],
  ])('%s', (_case, customers, passedAt, out) => {
    const unreachable = Array.from({ length: customers }, (_, at) => `customer-${at}`);
    expect(isOut({ unreachable, codes: [], passedAt })).toBe(out);
  });

  it('by what was answered within 30 minutes, and after a person settled it', () => {
    expect(since(now, null)).toEqual(new Date('2026-02-12T09:30:00Z'));
    expect(since(now, new Date('2026-02-12T09:50:00Z'))).toEqual(new Date('2026-02-12T09:50:00Z'));
    expect(since(now, new Date('2026-02-12T08:00:00Z'))).toEqual(new Date('2026-02-12T09:30:00Z'));
  });
});
