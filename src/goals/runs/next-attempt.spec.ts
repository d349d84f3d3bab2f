import { FAILURES, type FailureClass } from '../runtimes/agent-runtime.js';
import { pauseBeforeNext } from './next-attempt.js';

const MINUTE = 60_000;
const fresh = { attempt: 1, atWorkMs: 0, tokensLeft: 100, tokensTaken: 0 };

describe('The pause before a run’s next attempt', () => {
  it.each(Object.keys(FAILURES) as FailureClass[])(
    '%s: is there exactly when the table says so',
    (failure) => {
      expect(pauseBeforeNext({ failure }, fresh) !== null).toBe(FAILURES[failure].retry);
    },
  );

  it('doubles, until the attempts are used up', () => {
    const pauses = [1, 2, 3].map((attempt) =>
      pauseBeforeNext({ failure: 'unreachable' }, { ...fresh, attempt }),
    );
    expect(pauses).toEqual([5_000, 10_000, null]);
  });

  it('is as long as the service asks for, and ends the run when that is too long', () => {
    const pause = (retryAfterMs: number) => pauseBeforeNext({ failure: 'unreachable', retryAfterMs }, fresh);
    expect(pause(1_000)).toBe(5_000);
    expect(pause(90_000)).toBe(90_000);
    expect(pause(10 * MINUTE)).toBeNull();
  });

  it('is none where fewer tokens are left than the attempt took', () => {
    const pause = (tokensTaken: number) => pauseBeforeNext({ failure: 'unfit' }, { ...fresh, tokensTaken });
    expect([pause(100), pause(101)]).toEqual([5_000, null]);
  });

  it('is none for a run that is stuck, or without a token left', () => {
    expect(pauseBeforeNext({ failure: 'timeout' }, { ...fresh, atWorkMs: 10 * MINUTE })).toBeNull();
    expect(pauseBeforeNext({ failure: 'malformed' }, { ...fresh, tokensLeft: 0 })).toBeNull();
  });
});
