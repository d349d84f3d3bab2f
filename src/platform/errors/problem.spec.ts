import { commonErrors } from './common-errors.js';
import { toProblem } from './problem.js';

const coded = (code: string) => Object.assign(new Error('select secret from place'), { code });

describe(toProblem, () => {
  it('tells of a database that went away that nobody knows whether it was done, and how to ask again', () => {
    for (const error of [coded('57P01'), new Error('wrapped', { cause: coded('ECONNREFUSED') })]) {
      const problem = toProblem(error, 'r-1');
      expect(problem).toMatchObject({ status: 503, code: 'database_away', requestId: 'r-1' });
      expect(problem.detail).toContain('may be done or not');
      expect(problem.hint).toContain('same Idempotency-Key');
      expect(JSON.stringify(problem)).not.toContain('secret');
    }
  });

  it('says nothing of the inside of any other error', () => {
    const problem = toProblem(coded('XX000'), 'r-2');
    expect(problem).toMatchObject({ status: 500, code: 'internal', requestId: 'r-2' });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });

  it('passes on what a refusal says', () => {
    const refusal = commonErrors.forbidden('Not yours.', { facts: { roles: ['ops'] } });
    expect(toProblem(refusal, 'r-3')).toMatchObject({ status: 403, detail: 'Not yours.', roles: ['ops'] });
  });
});
