import type { ParsedMail } from 'mailparser';
import { readArguments, WrongUsage } from '../../../scripts/demo/week/arguments.js';
import { Checks, failureLine } from '../../../scripts/demo/week/checks.js';
import { byRecipient, kindOf, mailsAbout } from '../../../scripts/demo/week/mail-kinds.js';
import { UsageModel } from '../../../scripts/demo/week/usage-model.js';

const mail = (to: string, subject: string, second: number, id: string): ParsedMail =>
  ({
    to: [{ value: [{ address: to, name: '' }] }],
    subject,
    text: 'About Doe Trading a1b2c3',
    date: new Date(Date.UTC(2026, 1, 12, 10, 0, second)),
    messageId: `<${id}@waooaw.com>`,
  }) as unknown as ParsedMail;

describe('The arguments of npm run demo', () => {
  it('plays the walk alone without an agent, and seven days with one unless told otherwise', () => {
    expect(readArguments([])).toEqual({ json: false, week: null });
    expect(readArguments(['--json', '--agent', 'trading'])).toMatchObject({
      json: true,
      week: { days: 7, agent: { type: 'trading' } },
    });
    expect(readArguments(['--days', '3', '--agent=marketing'])).toMatchObject({
      week: { days: 3, agent: { type: 'marketing' } },
    });
  });

  it.each([
    [['--days', '3'], '--days needs --agent'],
    [['--agent', 'sales'], 'no agent "sales"'],
    [['--agent', 'trading', '--days', '0'], '"0" is no number of days'],
    [['--agent', 'trading', '--days', '8'], '"8" is no number of days'],
    [['--agent', 'trading', '--days', '2.5'], '"2.5" is no number of days'],
    [['--agent', 'trading', '--days', ''], '"" is no number of days'],
    [['--agent'], '--agent'],
    [['--week'], '--week'],
    [['trading'], 'trading'],
  ])('refuses %j in words', (args, says) => {
    expect(() => readArguments(args)).toThrow(WrongUsage);
    expect(() => readArguments(args)).toThrow(says);
  });
});

describe('What a simulated week expects', () => {
  it('names expected and found of each failure, and when', () => {
    const checks = new Checks();
    checks.when = 'day 3, 18:30';
    expect(checks.that('trial', ['active', null], ['active', null])).toBe(true);
    expect(checks.that('words', 'limit is 2', /limit is \d/)).toBe(true);
    expect(checks.that('trial', 'active', 'expired')).toBe(false);
    expect(checks.that('words', undefined, /limit/)).toBe(false);
    expect(checks.made).toBe(4);
    expect(checks.failures.map(failureLine)).toEqual([
      '✗ day 3, 18:30: trial: expected "expired", found "active"',
      '✗ day 3, 18:30: words: expected "like limit", found undefined',
    ]);
  });

  it('finds every mail about its customer, in the order in which they were asked for when sent together', () => {
    const mails = [
      mail('john@example.com', 'Your 7-day trial has started', 2, '02'),
      mail('john@example.com', 'You are invited: WAOOAW check-in on your trial', 2, '01'),
      mail('alex@waooaw.com', 'Doe Trading a1b2c3 (C-1001) rejected a draft', 40, '00'),
      { ...mail('jane@example.com', 'Your 7-day trial has started', 41, '09'), text: 'Another company' },
    ];
    expect(byRecipient(mailsAbout(mails, 'a1b2c3'))).toEqual({
      'john@example.com': ['check-in invite', 'trial started'],
      'alex@waooaw.com': ['notice: draft rejected'],
    });
  });

  it('shows the subject of a mail that nobody expects', () => {
    expect(kindOf('Somebody else’s mail')).toBe('"Somebody else’s mail"');
    expect(kindOf('83 % of your trial’s tokens are used')).toBe('tokens at 80 %');
    expect(kindOf('Doe (C-1001): 83 % of the trial’s tokens are used')).toBe('notice: tokens');
  });

  it('expects the mail of 80 percent once, by night in the morning', () => {
    const day = new UsageModel();
    expect([day.add(7_999, '18:00'), day.add(1, '18:30'), day.add(500, '18:31')]).toEqual([
      'below',
      'told now',
      'below',
    ]);
    expect(day.told).toBe('18:30');
    const night = new UsageModel();
    expect(night.add(8_100, '06:00')).toBe('told in the morning');
    expect(night.told).toBe('08:00');
    expect([night.tokens, night.runs]).toEqual([8_100, 1]);
  });
});
