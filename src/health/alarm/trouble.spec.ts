import { answerTo, type Finding, type Standing } from './trouble.js';

const at = (time: string): Date => new Date(`2026-02-12T${time}Z`);
const found = (lasts: boolean, newest: string | null): Finding => ({
  lasts,
  newestAt: newest === null ? null : at(newest),
  evidence: {},
  records: [],
});
const resolved: Standing = { status: 'resolved', resolvedAt: at('09:00') };

describe('What follows from a trouble', () => {
  it.each([
    ['nothing, while there is none', found(false, null), null, 'leave'],
    ['an escalation at its first sign', found(true, '08:00'), null, 'open'],
    ['an escalation also when it is over already', found(false, '08:00'), null, 'open'],
    ['one only', found(true, '08:00'), { status: 'open' }, 'leave'],
    ['none beside one that is looked after', found(true, '08:00'), { status: 'acknowledged' }, 'leave'],
    ['its end, when it no longer lasts', found(false, null), { status: 'open' }, 'settle'],
    ['its end, though somebody had it', found(false, '08:00'), { status: 'acknowledged' }, 'settle'],
    ['nothing against the word of a person, while there is no news', found(true, '08:59'), resolved, 'leave'],
    ['the same escalation again, when it comes back', found(true, '09:01'), resolved, 'open'],
  ] as const)('%s', (_words, finding, standing, answer) => {
    expect(answerTo(finding, standing)).toBe(answer);
  });
});
