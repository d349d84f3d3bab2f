import { z } from 'zod';
import type { DraftPage } from '../goals/deliverables/draft-page.js';
import { postPreview } from '../goals/deliverables/post-preview.js';
import { renderMarkdown } from '../goals/deliverables/render-markdown.js';
import { diffRevisions } from '../goals/deliverables/revision-diff.js';
import { parseInput } from '../platform/commands/parse-input.js';
import { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { portalPage } from './portal-page.js';

/** What a person does with a draft; a body only when the text was changed. */
export type ReviewStep =
  | { readonly decision: 'preview' | 'save'; readonly body: string }
  | { readonly decision: 'approve'; readonly body?: string }
  | { readonly decision: 'reject' | 'regenerate'; readonly reason: string };

const form = z.object({
  decision: z.enum(['preview', 'save', 'approve', 'reject', 'regenerate'], 'Press one of the buttons.'),
  version: z.coerce.number().int(),
  body: z.string().max(20_000, 'The draft is longer than 20,000 characters.').default(''),
  reason: z.string().trim().max(1_000, 'Keep it under 1,000 characters.').default(''),
});

const NEEDS_WORDS = {
  reject: { said: 'A rejection needs a reason.', hint: 'Your reason helps us to set the agent right.' },
  regenerate: { said: 'Another draft needs your feedback.', hint: 'The agent writes it by what you say.' },
} as const;

/** Browsers send line ends as CR LF. */
const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim();

/**
 * What a review form asks for.
 * Throws `validation_failed` for a rejection without a reason, `version_conflict` when the draft was changed
 * since it was shown: nobody approves what they have not seen.
 */
export function readStep(body: unknown, shown: Pick<DraftPage, 'body' | 'version'>): ReviewStep {
  const { decision, version, body: text, reason } = parseInput(form, body);
  const typed = plain(text) === '' ? plain(shown.body) : plain(text);
  if (decision === 'preview') return { decision, body: typed };
  if (version !== shown.version) throw changedSince();
  if (decision === 'save') return { decision, body: typed };
  if (decision === 'approve') return typed === plain(shown.body) ? { decision } : { decision, body: typed };
  if (reason.length >= 3) return { decision, reason };
  const { said, hint } = NEEDS_WORDS[decision];
  throw commonErrors.validation_failed(said, {
    fields: [{ field: 'reason', message: 'Say in a few words what should be different.' }],
    hint,
  });
}

const changedSince = (): AppError =>
  commonErrors.version_conflict('The draft was changed since you opened this page.', {
    hint: 'Read it as it is now, then decide. Your own text is still in the field below.',
  });

/** What a command answers; where somebody was quicker by a moment, it is refused in this page's words. */
export const inTheseWords = <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'version_conflict' ? changedSince() : error;
  });

/** What a person typed that stands in none of the draft's texts: it must not be lost with the form. */
export function ownWords(body: unknown, draft?: DraftPage): string[] {
  const { body: text, reason } = (body ?? {}) as { body?: unknown; reason?: unknown };
  const known = ['', ...(draft?.revisions ?? []).map((revision) => plain(revision.body))];
  return [text, reason]
    .map((typed) => (typeof typed === 'string' ? plain(typed) : ''))
    .filter((typed) => !known.includes(typed));
}

/** The page of a draft as it is once a form was refused: still to decide, or decided by somebody quicker. */
export const refusedPage = (draft: DraftPage, where: object, body: unknown, who?: string) =>
  draft.status === 'in_review'
    ? reviewPage(draft, where, body, who)
    : decidedPage(draft, who, { typed: ownWords(body, draft) });

/** The page of a draft: to read, edit and decide. `where` names the form's address and hidden fields. */
export const reviewPage = (draft: DraftPage, where: object, body?: unknown, who?: string) => {
  const given = (body ?? {}) as { body?: unknown; reason?: unknown };
  const typed = {
    body: typeof given.body === 'string' ? given.body : draft.body,
    reason: typeof given.reason === 'string' ? given.reason : '',
  };
  const data = { draft, typed, proposal: draft.proposal, ...looksOf(draft, plain(typed.body)), ...where };
  return portalPage('review', `Review: ${draft.title}`, data, { who, wide: true });
};

/** The text as it was typed, shown as it would be; what differs from the saved one beside it. */
function looksOf(draft: DraftPage, text: string) {
  const changed = text !== '' && text !== plain(draft.body);
  if (!changed) return { preview: draft.preview, html: draft.html, diff: null };
  const preview = draft.preview && postPreview(draft.preview.platform, draft.preview.account, text);
  return { preview, html: renderMarkdown(text), diff: diffRevisions(draft.body, text).parts };
}

/** What happened with the draft, in words. `late`: somebody else was first, and what was typed meanwhile. */
export const decidedPage = (draft: DraftPage, who?: string, late?: { readonly typed: readonly string[] }) =>
  portalPage(
    'decided',
    titleOf(draft),
    { draft, title: titleOf(draft), before: late !== undefined, typed: late?.typed ?? [] },
    { who, wide: true },
  );

const titleOf = ({ status, nextRunId }: DraftPage): string =>
  status === 'approved' ? 'Approved' : nextRunId ? 'Another draft is on its way' : 'Rejected';
