import { linkIn } from '../inbox.js';
import { refusalOf, issue } from './refusals.js';
import type { Week } from './week.js';

/** What the account is called, before and after the customer connected anew. */
const account = (week: Week, anew: boolean): string =>
  `${week.kind.account.works}-${week.walk.tag}${anew ? 'b' : ''}`;

/** At the platform the account stops working; nobody here knows it yet. */
export async function breakConnection(week: Week): Promise<void> {
  const { platform } = week.walk.agent;
  const scenario = week.kind.account.broken;
  await week.walk.rest.post('/sandbox/accounts', { platform, account: account(week, false), scenario });
  week.checks.that('the credential before its nightly test', await week.credential(), 'active');
}

/** The night's test found it: the goal is paused, says why, and cannot be triggered. */
export async function connectionIsBroken(week: Week): Promise<void> {
  const { checks, walk } = week;
  checks.that('the credential after its nightly test', await week.credential(), 'invalid');
  const goal = await week.goal();
  checks.that('the goal without its credential', [goal.status, goal.pauseReason], ['paused', 'credential']);
  const refused = await refusalOf(walk.rest.post(`/goals/${walk.id('goal')}/trigger`));
  checks.that('a trigger without the credential', refused?.status, 409);
  checks.that('Issue 4 meanwhile', (await issue(week, 'issue-4'))?.cause, 'credential_valid');
}

/** The customer follows the link of the mail, connects anew, and the goal goes on by itself. */
export async function connectAnew(week: Week): Promise<void> {
  const { checks, walk } = week;
  const mail = week.mails.findLast(({ kind }) => kind === 'connection broken')?.mail;
  if (!checks.that('the mail on the connection', mail !== undefined, true) || !mail) return;
  await walk.agent.connect(walk.browser, linkIn(mail, '/connect'), `${walk.tag}b`);
  const goal = await walk.rest.until(`/goals/${walk.id('goal')}`, ({ status }) => status === 'approved');
  checks.that('the goal after connecting anew', [goal.status, goal.pauseReason], ['approved', null]);
  checks.that('the credential after connecting anew', await week.credential(), 'active');
  checks.that('Issue 4 afterwards', (await issue(week, 'issue-4'))?.cause, null);
}
