import type { Week } from './week.js';

/** Drafts that waited at the end are still the customer's to keep; nothing follows from an approval. */
export async function decideAfterEnd(week: Week): Promise<void> {
  const { walk, checks } = week;
  for (const draft of (await week.drafts()).filter(({ status }) => status === 'in_review')) {
    const address = new URL(`/portal/approvals/${draft.id}`, walk.rest.address);
    await walk.browser.open(address);
    const page = await walk.browser.submit(address, { decision: 'approve' });
    const says = draft.proposal === null ? /yours to keep/ : /not carried out: the trial has ended/;
    checks.that('a draft approved after the end', page, says);
    const now = await walk.rest.get(`/deliverables/${draft.id}`);
    checks.that('what follows from it', [now.status, now.action], ['approved', 'none']);
  }
}
