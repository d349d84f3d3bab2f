import { PageRefused } from '../browser-form.js';
import { linkIn } from '../inbox.js';
import type { Draft, Week } from './week.js';

export const REASON = 'Too long; say it in three sentences.';

/** Drafts that wait for the customer, each with the link of its mail: the mails come in the drafts' order. */
async function waiting(week: Week): Promise<{ draft: Draft; link: URL }[]> {
  const mails = week.mails.filter(({ kind }) => kind === 'draft');
  const drafts = await week.drafts();
  week.checks.that('a mail for each draft', mails.length, drafts.length);
  return drafts.flatMap((draft, at) => {
    const mail = mails[at]?.mail;
    return mail && draft.status === 'in_review' ? [{ draft, link: linkIn(mail, '/review') }] : [];
  });
}

export interface Decided {
  readonly approved: number;
  readonly edited: number;
  readonly rejected: number;
  readonly regenerated: number;
  readonly left: number;
}

/** What the customer does beside approving: each takes one draft. */
export interface Wishes {
  /** Edits the first while approving it. */
  readonly edit?: boolean;
  /** Leaves one undecided. */
  readonly leave?: 'newest' | 'oldest';
  /** Asks for another in place of the first. */
  readonly regenerate?: boolean;
}

/**
 * The customer goes through the drafts on the signed pages: approves until the agent's limit of the day is reached,
 * reads that refusal, and rejects what is beyond.
 * @param done trades or posts approved earlier on the same day
 */
export async function decide(week: Week, done: number, wishes: Wishes = {}): Promise<Decided> {
  const found = await waiting(week);
  const { leave } = wishes;
  const left = leave === undefined ? undefined : found.at(leave === 'oldest' ? 0 : -1);
  const to = found.filter((one) => one !== left);
  const count = { approved: 0, edited: 0, rejected: 0, regenerated: 0, left: left ? 1 : 0 };
  let actions = done;
  for (const [at, { draft, link }] of to.entries()) {
    if (at === 0 && wishes.regenerate === true) {
      await regenerate(week, draft, link);
      count.regenerated += 1;
      continue;
    }
    const edited = at === 0 && wishes.edit === true;
    const beyond = draft.proposal !== null && actions >= week.kind.actions.limit;
    if (beyond) {
      await refusedThenRejected(week, draft, link);
      count.rejected += 1;
      continue;
    }
    await approve(week, draft, link, edited);
    count[edited ? 'edited' : 'approved'] += 1;
    if (draft.proposal !== null) actions += 1;
  }
  return count;
}

async function approve(week: Week, { id, proposal }: Draft, link: URL, edited: boolean): Promise<void> {
  const { browser } = week.walk;
  await browser.open(link);
  const { body } = await week.walk.rest.get<{ body: string }>(`/deliverables/${id}`);
  const more = edited ? { body: `${body}\n\nRead by John Doe.` } : {};
  const page = await browser.submit(new URL('/review', link), { decision: 'approve', ...more });
  const what = proposal === null ? /yours to keep/ : /Approved and recorded/;
  week.checks.that('the page after approving', page, what);
  const now = await week.walk.rest.get(`/deliverables/${id}`);
  week.checks.that(
    'the approved draft',
    [now.status, now.decidedBy, now.revision, now.action],
    ['approved', 'customer', edited ? 2 : 1, proposal === null ? 'none' : 'recorded'],
  );
}

/** The limit of the day: the page says it, nothing is decided; then the draft is rejected with a reason. */
async function refusedThenRejected(week: Week, { id }: Draft, link: URL): Promise<void> {
  const { browser } = week.walk;
  const { limit } = week.kind.actions;
  await browser.open(link);
  const refusal = await refusedPage(browser.submit(new URL('/review', link), { decision: 'approve' }));
  week.checks.that(`the refusal of a ${week.kind.actions.of} beyond the day's limit`, refusal?.status, 409);
  week.checks.that(
    'its words',
    refusal?.words,
    new RegExp(`${limit} were approved today.*limit is ${limit}`),
  );
  const still = await week.walk.rest.get(`/deliverables/${id}`);
  week.checks.that('the refused draft', still.status, 'in_review');
  await reject(week, id, link);
}

async function reject(week: Week, id: string, link: URL): Promise<void> {
  const { browser } = week.walk;
  await browser.open(link);
  const page = await browser.submit(new URL('/review', link), { decision: 'reject', reason: REASON });
  week.checks.that('the page after rejecting', page, /Nothing was posted or traded/);
  const now = await week.walk.rest.get(`/deliverables/${id}`);
  week.checks.that(
    'the rejected draft',
    [now.status, now.decidedBy, now.reason],
    ['rejected', 'customer', REASON],
  );
  week.expectMail(week.manager, 'notice: draft rejected');
}

async function regenerate(week: Week, { id }: Draft, link: URL): Promise<void> {
  const { browser } = week.walk;
  await browser.open(link);
  await browser.submit(new URL('/review', link), { decision: 'regenerate', reason: REASON });
  const now = await week.walk.rest.get(`/deliverables/${id}`);
  week.checks.that('the draft asked for anew', [now.status, typeof now.nextRunId], ['rejected', 'string']);
  week.expectMail(week.manager, 'notice: another draft');
  week.asked = String(now.nextRunId);
}

/** The refusal that was expected, or undefined when the page took it. */
async function refusedPage(answer: Promise<string>): Promise<PageRefused | undefined> {
  try {
    await answer;
    return undefined;
  } catch (error) {
    if (error instanceof PageRefused) return error;
    throw error;
  }
}
