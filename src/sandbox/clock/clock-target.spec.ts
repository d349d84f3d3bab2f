import type { AppError } from '../../platform/errors/app-error.js';
import { clockTarget } from './clock-target.js';

const now = new Date('2026-02-12T04:30:00Z');
const refusal = (body: unknown): AppError => {
  try {
    clockTarget(now, body);
  } catch (error) {
    return error as AppError;
  }
  throw new Error('nothing was refused');
};

describe('The instant that the test clock is asked to go to', () => {
  it('is so many hours ahead, or an instant with its offset', () => {
    expect(clockTarget(now, { advanceHours: 0.5 })).toEqual(new Date('2026-02-12T05:00:00Z'));
    expect(clockTarget(now, { to: '2026-02-19T10:00:00+05:30' })).toEqual(new Date('2026-02-19T04:30:00Z'));
    expect(clockTarget(now, { advanceHours: 1_440 })).toEqual(new Date('2026-04-13T04:30:00Z'));
  });

  it.each([
    [{}, 'sandbox_clock_no_time'],
    [{ advanceHours: 1, to: '2026-02-19T10:00:00Z' }, 'sandbox_clock_no_time'],
    [{ advanceHours: '24' }, 'sandbox_clock_no_time'],
    [{ advanceHours: null }, 'sandbox_clock_no_time'],
    [{ to: 'tomorrow' }, 'sandbox_clock_no_time'],
    [{ to: '2026-02-19T10:00:00' }, 'sandbox_clock_no_time'],
    [{ to: '2026-02-30T10:00:00Z' }, 'sandbox_clock_no_time'],
    [{ advanceHours: 0 }, 'sandbox_clock_backwards'],
    [{ advanceHours: -1e300 }, 'sandbox_clock_backwards'],
    [{ to: '2026-02-12T04:30:00Z' }, 'sandbox_clock_backwards'],
    [{ advanceHours: 1_440.1 }, 'sandbox_clock_too_far'],
    [{ advanceHours: 1e300 }, 'sandbox_clock_too_far'],
    [{ to: '2036-02-12T04:30:00Z' }, 'sandbox_clock_too_far'],
    [{ hours: 24 }, 'validation_failed'],
    ['24', 'validation_failed'],
  ])('is refused by name: %j is %s', (body, code) => {
    const { hint, fields, definition, ...refused } = refusal(body);
    expect(refused.code).toBe(code);
    expect(definition.status).toBe(400);
    expect(hint).not.toBe('');
    expect(fields.length).toBeGreaterThan(0);
  });
});
