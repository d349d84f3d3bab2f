import { isConnectionLoss } from './connection-loss.js';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

describe('isConnectionLoss', () => {
  it.each(['57P01', '57P03', '08006', 'ECONNRESET', 'ECONNREFUSED'])('knows %s', (code) => {
    expect(isConnectionLoss(withCode(code))).toBe(true);
  });

  it('knows what the driver says without a code, and several at once', () => {
    expect(isConnectionLoss(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isConnectionLoss(new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]))).toBe(
      true,
    );
  });

  it('looks through what the ORM wraps around it, and knows a connection that cannot be used any more', () => {
    expect(isConnectionLoss(new Error('select 1', { cause: withCode('57P02') }))).toBe(true);
    expect(
      isConnectionLoss(new Error('Client has encountered a connection error and is not queryable')),
    ).toBe(true);
    expect(isConnectionLoss(new Error('select 1', { cause: withCode('23505') }))).toBe(false);
  });

  it.each([
    new TypeError('x is not a function'),
    withCode('23505'),
    new AggregateError([]),
    'ECONNRESET',
    undefined,
  ])('takes %s for a fault', (error) => {
    expect(isConnectionLoss(error)).toBe(false);
  });
});
