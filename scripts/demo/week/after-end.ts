import type { Json } from '../rest.js';
import { decideAfterEnd } from './late-drafts.js';
import { issue, refusalOf } from './refusals.js';
import type { Week } from './week.js';

const MINUTE = 60_000;
const SECOND = 1_000;

/** The last minute, the end on the hour, and what is left after it. */
export async function end(week: Week): Promise<void> {
  const { clock, checks } = week;
  const { endsAt } = await week.trial();
  const at = new Date(endsAt);
  await clock.to(new Date(at.getTime() - MINUTE));
  checks.that('the trial in its last minute', (await week.trial()).status, 'active');
  await week.compareMails();
  await clock.to(new Date(at.getTime() + SECOND));
  const over = await week.trial();
  checks.that('the trial after its end', [over.status, over.endedAt], ['expired', endsAt]);
  week.expectMail(week.customer, 'trial ended');
  await week.compareMails();
  await refusesAndKeeps(week);
}

async function refusesAndKeeps(week: Week): Promise<void> {
  const { walk, checks } = week;
  const goal = await week.goal();
  checks.that('the goal after the end', [goal.status, goal.pauseReason], ['paused', 'trial_ended']);
  const refused = await refusalOf(walk.rest.post(`/goals/${walk.id('goal')}/trigger`));
  checks.that('a trigger after the end', refused?.status, 409);
  checks.that('Issue 4 after the end', (await issue(week, 'issue-4'))?.cause === null, false);
  await decideAfterEnd(week);
  const home = await walk.browser.open(new URL('/portal', walk.rest.address));
  checks.that('the portal after the end', home, /It ended on/);
  const list = await walk.browser.open(new URL('/portal/approvals', walk.rest.address));
  checks.that('the deliverables after the end', list, /Download all/);
  await downloads(week);
}

async function downloads(week: Week): Promise<void> {
  const { browser, rest } = week.walk;
  const drafts = await week.drafts();
  const archive = await browser.download(new URL('/portal/downloads/all.zip', rest.address));
  week.checks.that(
    'all deliverables as one file',
    [archive.type, archive.bytes > 1_000],
    ['application/zip', true],
  );
  const [first] = drafts;
  const file = await browser.download(new URL(`/portal/downloads/${first?.id ?? ''}/md`, rest.address));
  week.checks.that('a deliverable as a file', [file.type, file.bytes > 100], ['text/markdown', true]);
}

/** A trading customer hires late; of a marketing customer ops record why not. */
export async function afterwards(week: Week): Promise<Json> {
  const { walk, checks } = week;
  const path = `/trials/${walk.id('trial')}`;
  const { version } = await week.trial();
  if (walk.agent.type === 'marketing') {
    const body = { version, because: 'price', words: 'Perhaps next quarter.' };
    const trial = await walk.rest.post<Json & { notHired: Json | null }>(`${path}/not-hired`, body);
    checks.that('why not hired', trial.notHired?.because, 'price');
    await week.compareMails();
    return { notHired: trial.notHired?.because };
  }
  const startsOn = week.clock.date(await week.clock.now()).slice(4);
  const body = {
    version,
    plan: 'Trading agent, monthly',
    price: { amount: 1_500_000, currency: 'INR' },
    startsOn,
  };
  const trial = await walk.rest.post<Json & { hire: Json | null }>(`${path}/convert`, body);
  checks.that('the late conversion', [trial.status, trial.hire?.late], ['converted', true]);
  const goal = await walk.rest.until(`/goals/${walk.id('goal')}`, ({ status }) => status === 'approved');
  checks.that('the goal once hired', goal.status, 'approved');
  week.expectMail(week.customer, 'hired');
  await week.clock.to(new Date((await week.clock.now()).getTime() + MINUTE));
  await week.compareMails();
  return { hired: trial.hire?.plan };
}
