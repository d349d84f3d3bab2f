import type { HttpOutcome } from '../../platform/http/http-outcome.js';
import { readReply } from './slack-reply.js';

const NOW = new Date('2026-02-12T09:00:00Z');
const answer = (status: number, text: string, headers: Record<string, string> = {}): HttpOutcome => ({
  kind: 'answer',
  status,
  text,
  headers,
  json: { kind: 'not_json' },
});
const read = (outcome: HttpOutcome) => readReply(outcome, NOW);

describe(readReply.name, () => {
  it('takes 200 with ok for success, and nothing else', () => {
    expect(read(answer(200, 'ok'))).toEqual({ kind: 'taken' });
    expect(read(answer(200, '<html>Log in to the hotel network</html>'))).toMatchObject({ kind: 'refused' });
    expect(read(answer(204, ''))).toMatchObject({ kind: 'refused' });
  });

  it.each([
    [400, 'invalid_payload', /does not understand/],
    [404, 'no_service', /removed or disabled/],
    [410, 'channel_is_archived', /archived/],
    [403, 'action_prohibited', /forbids it/],
    [403, '<b>some page</b>', /^Slack refused it \(HTTP 403\)$/],
    [302, '', /redirects elsewhere/],
  ])('ends a message at %i %s, in words', (status, text, reason) => {
    const reply = read(answer(status, text));
    expect(reply).toMatchObject({ kind: 'refused', reason: expect.stringMatching(reason) as string });
  });

  it.each([
    ['30', 30_000],
    ['Thu, 12 Feb 2026 09:02:00 GMT', 120_000],
    ['Thu, 12 Feb 2026 08:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['soon', null],
  ])('waits as long as a 429 says: %s', (after, retryAfterMs) => {
    const reply = read(answer(429, 'rate_limited', { 'retry-after': after }));
    expect(reply).toMatchObject({ kind: 'later', retryAfterMs, unsure: false });
  });

  it('tries again after trouble at Slack, and knows when a message may have been shown', () => {
    expect(read(answer(500, 'rollup_error'))).toMatchObject({
      kind: 'later',
      retryAfterMs: null,
      unsure: false,
    });
    expect(read({ kind: 'failure', cause: 'timeout', errorCode: 'TIMEOUT' })).toMatchObject({
      kind: 'later',
      reason: 'Slack did not answer in time',
      unsure: true,
    });
    expect(read({ kind: 'failure', cause: 'refused', errorCode: 'ECONNREFUSED' })).toMatchObject({
      kind: 'later',
      unsure: false,
    });
  });
});
