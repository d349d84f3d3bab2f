import { blankFacts, minutesAgo, wholeFacts } from '../../test/support/facts.js';
import { sayEntry } from '../platform/history/entry-type.js';
import type { Facts } from './facts/facts.js';
import './progress/step.entries.js';
import { standings, currentStep, type Standing } from './progress/standing.js';
import { runbookOf, runbooks, ticksOf } from './runbook.js';

const runbook = runbookOf('1.0');
const judge = (facts: Facts, latched: string[] = []): Standing[] =>
  standings(runbook, facts, new Set(latched));
const step = (id: string, facts: Facts, latched: string[] = []): Standing =>
  judge(facts, latched).find((standing) => standing.step.id === id) as Standing;
const all = runbook.steps.map(({ id }) => id);
const { customer, call, agent, trial, goals, run, deliverable, mails, ticks } = wholeFacts;

describe('The runbook', () => {
  it('is steps 0 to 14, and the activation that it asks for without a number', () => {
    const numbers = runbook.steps.flatMap(({ number }) => (number === null ? [] : [number]));
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    expect(all.indexOf('activate-trial')).toBeGreaterThan(all.indexOf('8'));
    expect(new Set(all).size).toBe(16);
  });

  it('is told of in the history by its own lines', () => {
    const ticked = { lines: ['support-resources', 'of-an-older-version'], done: true };
    expect(sayEntry('tick.set', ticked)).toBe(
      'Ticked: Customer has access to support resources (email, Slack, docs); of-an-older-version',
    );
  });

  it('has lines to be ticked only where the runbook has words to be said, each with an id of its own', () => {
    const lines = runbook.steps.flatMap((one) => (one.ticks ?? []).map(({ id }) => id));
    expect(new Set(lines).size).toBe(lines.length);
    const of = (id: string) => step(id, wholeFacts).step.ticks?.length ?? 0;
    expect([of('5'), of('7'), of('9'), of('12')]).toEqual([6, 4, 1, 2]);
    expect(lines).toHaveLength(13);
  });

  it('asks nobody but a trading customer about IP whitelisting', () => {
    const guide = step('7', wholeFacts).step;
    const asked = (type: 'trading' | 'marketing') =>
      ticksOf(guide, { ...wholeFacts, agent: agent && { ...agent, type } }).map(({ id }) => id);
    expect(asked('trading')).toContain('ip-whitelisting');
    expect(asked('marketing')).not.toContain('ip-whitelisting');
  });

  it('is open all over for a new customer, with a sentence for what each step misses', () => {
    const standing = judge(blankFacts);
    expect(standing.map(({ state }) => state)).toEqual(all.map(() => 'open'));
    for (const { missing } of standing)
      for (const text of missing) expect(text).toMatch(/^\S.*[.]$|^Not ticked in/);
    expect(standing.every(({ missing }) => missing.length > 0)).toBe(true);
    expect(currentStep(standing)).toBe('0');
  });

  it('is done all over at its end, each step with a proof that names its record', () => {
    const standing = judge(wholeFacts);
    expect(standing.flatMap(({ missing }) => missing)).toEqual([]);
    expect(standing.every(({ state, proof }) => state === 'done' && proof.length > 0)).toBe(true);
    for (const { subjectId, entries } of standing.flatMap(({ proof }) => proof)) {
      expect(subjectId).not.toBe('');
      expect(entries.length).toBeGreaterThan(0);
    }
    expect(currentStep(standing)).toBeNull();
  });

  it('keeps every version that was published, and knows no other', () => {
    expect(runbooks().map(({ version }) => version)).toEqual(['1.0']);
    expect(() => runbookOf('9.9')).toThrow('no version 9.9');
  });
});

type Row = [string, string, Partial<Facts>, RegExp];
const mail = (name: string, status: 'queued' | 'failed' | 'unknown'): Partial<Facts> => ({
  mails: { ...mails, [name]: { id: 'm', status, sentAt: null, sentId: null } },
});
const without = (name: string): Partial<Facts> => ({
  mails: Object.fromEntries(Object.entries(mails).filter(([key]) => key !== name)),
});
const unticked = (id: string): Partial<Facts> => ({
  ticks: Object.fromEntries(Object.entries(ticks).filter(([key]) => key !== id)),
});
const check = (change: object): Partial<Facts> => ({
  domainCheck: wholeFacts.domainCheck && { ...wholeFacts.domainCheck, ...change },
});
const of = (change: object): Partial<Facts> => ({ customer: { ...customer, ...change } });
const otherAgents: Facts['otherAgents'] = agent
  ? [{ ...agent, id: 'other', type: 'marketing', platforms: ['instagram'] }]
  : [];
const delta = (change: object): Partial<Facts> => ({
  credentials: wholeFacts.credentials.map((credential) => ({ ...credential, ...change })),
});

describe('A step', () => {
  it.each<Row>([
    ['0', 'unverified e-mail', of({ emailVerifiedAt: null }), /e-mail address is not verified/],
    ['0', 'no inquiry', of({ agentInterest: [] }), /which agents/],
    ['0', 'no business case', of({ businessCase: ' ' }), /business case/],
    ['0', 'no phone', of({ phone: false }), /phone number/],
    ['0', 'no CRM record', of({ crmId: null }), /CRM/],
    ['1', 'no check', { domainCheck: null }, /has not been checked/],
    ['1', 'a running check', check({ status: 'running' }), /not ended/],
    ['1', 'red flags', check({ status: 'flagged', reason: 'No MX records.' }), /security.*No MX records/],
    ['1', 'no result', check({ status: 'inconclusive', reason: 'SERVFAIL.' }), /no result: SERVFAIL/],
    ['1', 'upheld flags', check({ status: 'flagged', resolution: 'upheld' }), /upheld/],
    ['2', 'review', of({ status: 'in_review' }), /in review/],
    ['2', 'suspension', of({ status: 'suspended' }), /Suspended/],
    ['2', 'no CSM', of({ csm: null }), /customer success manager/],
    ['3', 'no call', { call: null }, /not scheduled/],
    ['3', 'a no-show', { call: call && { ...call, status: 'no_show' } }, /Nobody came/],
    [
      '3',
      'a late call',
      { call: call && { ...call, startsAt: new Date(customer.signedUpAt.getTime() + 25 * 3_600_000) } },
      /later than 24 hours/,
    ],
    ['3', 'no welcome', without('customer_welcome_email'), /Welcome mail has not been sent/],
    ['3', 'a queued welcome', mail('customer_welcome_email', 'queued'), /on its way/],
    ['3', 'a bounced welcome', mail('customer_welcome_email', 'failed'), /check the address/],
    ['4', 'no agent', { agent: null }, /No agent is drafted/],
    ['4', 'no trial', { trial: null }, /No trial/],
    ['4', 'a cancelled trial', { trial: trial && { ...trial, status: 'cancelled' } }, /cancelled/],
    ['5', 'no start', { call: call && { ...call, startedAt: null } }, /has not started/],
    ['5', 'an unsaid line', unticked('keep-deliverables'), /keep all deliverables/],
    ['6', 'no platforms', { agent: agent && { ...agent, platforms: [] } }, /not chosen/],
    ['6', 'no guide', without('credential_setup_guide'), /guide has not been sent/],
    ['7', 'no credential', { credentials: [] }, /Delta Exchange is not connected/],
    [
      '7',
      'an unused connect link',
      delta({ setAt: null, linkSentAt: new Date('2026-02-12T18:00:00Z') }),
      /not connected; its connect link was mailed \w{3} 1\d Feb 2026, /,
    ],
    ['7', 'an unsaid reminder', unticked('ip-whitelisting'), /IP whitelisting/],
    ['7', 'what the other agent needs', { otherAgents }, /Instagram is not connected/],
    ['8', 'what the other agent needs', { otherAgents }, /Instagram: not connected/],
    ['8', 'no credential', { credentials: [] }, /Delta Exchange: not connected/],
    ['8', 'a rejection', delta({ status: 'invalid', lastFailureCode: 'ip_not_allowed' }), /ip not allowed/],
    ['8', 'an old test', delta({ lastValidatedAt: minutesAgo(6) }), /more than 5 minutes ago/],
    ['9', 'a draft', { agent: agent && { ...agent, status: 'draft', configuredAt: null } }, /not saved/],
    ['9', 'no tick', unticked('understands-approval-process'), /approval process/],
    ['activate-trial', 'no trial', { trial: null }, /Step 4/],
    ['activate-trial', 'a pending trial', { trial: trial && { ...trial, activatedAt: null } }, /clock/],
    [
      'activate-trial',
      'a re-test',
      { trial: trial && { ...trial, activatedAt: null, activationRequestedAt: minutesAgo(1) } },
      /tested once more/,
    ],
    ['10', 'no goal', { goals: [] }, /No goal/],
    [
      '10',
      'a waiting goal',
      { goals: goals.map((g) => ({ ...g, status: 'pending_approval' })) },
      /Pending Approval/,
    ],
    ['11', 'no run', { run: { completed: null, live: null, last: null } }, /Trigger Now/],
    [
      '11',
      'a failed run',
      { run: { ...run, completed: null, last: { id: 'r', status: 'failed', failureCode: 'runtime' } } },
      /failed \(runtime\)/,
    ],
    ['11', 'an open draft', { deliverable: { ...deliverable, decided: null } }, /approve or reject/],
    ['12', 'no login', { login: null }, /not logged in/],
    ['12', 'an invalid credential', delta({ status: 'invalid' }), /invalid/],
    ['12', 'no approval', { deliverable: { ...deliverable, approved: null } }, /not approved/],
    ['12', 'no check-in', { checkIn: null }, /check-in/],
    [
      '12',
      'no invite',
      { checkIn: wholeFacts.checkIn && { ...wholeFacts.checkIn, invitedAt: null } },
      /invite/,
    ],
    ['12', 'no tick', unticked('support-resources'), /support resources/],
    ['13', 'an unfinished call', { call: call && { ...call, endedAt: null } }, /not been ended/],
    ['13', 'no note', { sessionNote: null }, /not documented/],
    ['14', 'no summary', without('post_onboarding_summary'), /summary has not been sent/],
    ['14', 'an unknown fate', mail('post_onboarding_summary', 'unknown'), /not known/],
  ])('%s names what is missing: %s', (id, _case, change, text) => {
    const { state, missing } = step(id, { ...wholeFacts, ...change });
    expect(state).toBe('open');
    expect(missing.join('\n')).toMatch(text);
  });

  it.each([
    ['1', check({ status: 'inconclusive', resolution: 'accepted', resolvedAt: minutesAgo(5) })],
    ['1', check({ status: 'flagged', resolution: 'cleared', resolvedAt: minutesAgo(5) })],
    ['8', delta({ lastValidatedAt: minutesAgo(5) })],
    ['10', { goals: goals.map((goal) => ({ ...goal, status: 'paused' as const })) }],
    ['11', { deliverable: { ...deliverable, approved: null } }],
  ])('%s is done as well by another way', (id, change) => {
    expect(step(id, { ...wholeFacts, ...change }).state).toBe('done');
  });

  it('once done, warns when it stops holding, and is done again when it holds again', () => {
    const broken = { ...wholeFacts, ...delta({ status: 'invalid', lastFailureCode: 'key_rejected' }) };
    const warned = step('8', broken, all);
    expect(warned).toMatchObject({ state: 'warning', newlyDone: false });
    expect(warned.missing.join()).toContain('key rejected');
    expect(step('8', wholeFacts, all)).toMatchObject({ state: 'done', newlyDone: false });
  });

  it('does not warn about a test that merely grew old', () => {
    const later = { ...wholeFacts, now: new Date(wholeFacts.now.getTime() + 86_400_000) };
    expect(judge(later, all).filter(({ state }) => state !== 'done')).toEqual([]);
  });

  it('is latched when it holds for the first time', () => {
    expect(step('0', wholeFacts)).toMatchObject({ state: 'done', newlyDone: true });
    expect(step('0', wholeFacts, ['0'])).toMatchObject({ state: 'done', newlyDone: false });
  });

  it('8 offers a new connect link for what did not pass, once its test has ended', () => {
    const offered = (change: object) =>
      step('8', wholeFacts).step.commands?.filter(
        ({ command, offered: isOffered }) =>
          command === 'credential.connect-link' && isOffered?.({ ...wholeFacts, ...delta(change) }, false),
      ).length;
    expect(offered({})).toBe(0);
    expect(offered({ status: 'invalid' })).toBe(1);
    expect(offered({ status: 'pending' })).toBe(1);
    expect(offered({ status: 'pending', testing: true })).toBe(0);
    expect(offered({ status: 'pending', setAt: null })).toBe(0);
  });

  it('tells what is at work on it', () => {
    const working = (id: string, change: Partial<Facts>) =>
      step(id, wholeFacts).step.working?.({ ...wholeFacts, ...change });
    expect(working('1', check({ status: 'pending' }))).toBe('Checking the domain');
    expect(working('3', mail('customer_welcome_email', 'queued'))).toBe('Sending the welcome mail');
    expect(working('8', delta({ testing: true }))).toBe('Testing the connection');
    expect(working('11', { run: { ...run, live: { id: 'r', status: 'running' } } })).toBe(
      'The agent is working',
    );
    for (const { step: one } of judge(wholeFacts)) expect(one.working?.(wholeFacts)).toBeUndefined();
  });
});
