import { BY_REFRESH_TOKEN } from '../providers/token-renewal.js';
import { askAgainWhen, renewWhen } from './renew-when.js';

const at = (time: string) => new Date(`2026-02-12T${time}:00Z`);

describe('A token is renewed', () => {
  it.each([
    ['15 minutes before it ends', '11:00', '10:45'],
    ['half-way, when it lives for less than half an hour', '10:20', '10:10'],
    ['at once, when it has ended', '09:00', '09:00'],
  ])('%s', (_case, ends, due) => {
    expect(renewWhen(at(ends), at('10:00'), BY_REFRESH_TOKEN.leadMs)).toEqual(at(due));
  });

  it('again after five minutes when nobody answered, and each hour once it has ended', () => {
    expect(askAgainWhen(at('10:15'), at('10:00'))).toEqual(at('10:05'));
    expect(askAgainWhen(at('10:00'), at('10:00'))).toEqual(at('11:00'));
    expect(askAgainWhen(null, at('10:00'))).toEqual(at('10:05'));
  });
});
