import { dayKey } from '../../../platform/time/wall-clock.js';
import { RunFailedError, type InputOf, type RunContext } from '../agent-runtime.js';
import { fitParts, type Part } from '../fit-parts.js';
import { plainMarkdown } from '../markdown-text.js';
import { clockOf } from '../market/trade-suggestion.js';
import type { SeenPage } from '../run-memory.js';
import { changesOf, fingerprint, type PageChanges } from './page-changes.js';
import type { PageLook, PageReader } from './page-reader.js';

type Order = InputOf<'competitor_watch', 'marketing'>;

const LINES_SHOWN = 8;
const LONGEST_SHOWN = 160;
const CLOSING =
  '_Quoted lines are the words of those pages, not ours. Pages are kept as fingerprints of their lines only._';

interface Visit {
  readonly address: string;
  readonly look: PageLook;
  readonly before: SeenPage | undefined;
}

/** Reads the pages and reports what is new on each. Throws RunFailedError when none could be read. */
export async function watchPages(pages: PageReader, input: Order, context: RunContext) {
  const { addresses } = input.goal.parameters;
  await context.progress(
    'fetching',
    `Reading ${addresses.length} ${addresses.length === 1 ? 'page' : 'pages'}`,
  );
  const visits = await Promise.all(
    addresses.map(async (address): Promise<Visit> => ({
      address,
      look: await pages.read(address, context.signal),
      before: input.memory?.pages.find((page) => page.address === address),
    })),
  );
  refuseIfNoneRead(visits);
  await context.progress('computing', 'Comparing with what the last run saw');
  const now = context.now();
  const parts = visits.map((visit, at) => ({ text: sectionOf(visit, input), drop: at + 1 }));
  await context.progress('writing', 'Writing the report');
  const [first = { text: '' }, ...rest] = parts;
  const heading = `# Competitor watch\n\n${stamp(now, input.zone)} · ${visits.filter(({ look }) => look.kind === 'read').length} of ${visits.length} pages read`;
  const body = fitParts(
    [{ text: heading }, { text: first.text }, ...rest, { text: CLOSING }],
    input.tokenBudget * 4,
  );
  if (body === null) {
    throw new RunFailedError(
      'over_budget',
      `The report needs more than the ${input.tokenBudget} tokens left.`,
    );
  }
  return {
    title: `Competitor watch: ${changedCount(visits, input)}`,
    body,
    proposal: null,
    remarks: remarksFor(input, body, parts),
    memory: { pages: visits.flatMap((visit) => seen(visit, now)) },
  };
}

function refuseIfNoneRead(visits: readonly Visit[]): void {
  if (visits.some(({ look }) => look.kind === 'read')) return;
  const reasons = visits.flatMap(({ address, look }) =>
    look.kind === 'unreadable' ? [`${hostOf(address)}: ${look.reason}`] : [],
  );
  const passing = visits.some(({ look }) => look.kind === 'unreadable' && look.passing);
  throw new RunFailedError(
    passing ? 'unreachable' : 'rejected',
    `No page could be read. ${reasons.join('; ')}.`,
  );
}

/** A page that could not be read keeps what was seen before: the next reading is compared with that. */
function seen({ address, look, before }: Visit, now: Date): SeenPage[] {
  if (look.kind === 'unreadable') return before ? [before] : [];
  return [{ address, seenAt: now.toISOString(), lines: look.lines.map(fingerprint) }];
}

function sectionOf({ address, look, before }: Visit, { agent, zone }: Order): string {
  const head = `## ${plainMarkdown(address.replace(/^https:\/\//, ''))}`;
  if (look.kind === 'unreadable') return `${head}\n\n**Could not be read:** ${look.reason}.`;
  return `${head}\n\n${changesText(changesOf(look.lines, before, agent.settings.forbiddenTopics), zone)}`;
}

function changesText({ since, added, withheld, removed, lines }: PageChanges, zone: string): string {
  if (since === null)
    return `First look: ${count(lines, 'line')} of text noted. Changes are told from the next run on.`;
  const compared = `since ${stamp(new Date(since), zone)}`;
  if (added.length + withheld + removed === 0) return `Nothing changed ${compared}.`;
  const shown = added.slice(0, LINES_SHOWN);
  const more = added.length - shown.length;
  const sum = [
    `${count(added.length + withheld, 'new line')}, ${removed} gone, ${compared}.`,
    ...(withheld > 0 ? [`${count(withheld, 'new line')} withheld for a forbidden topic.`] : []),
    ...(more > 0 ? [`The first ${shown.length} that may be shown:`] : []),
  ].join(' ');
  return shown.length === 0 ? sum : `${sum}\n\n${fenced(shown)}`;
}

/** As code, so that nothing in it is a link, a heading or an order; a fence inside cannot end it. */
function fenced(lines: readonly string[]): string {
  const shown = lines.map((line) =>
    line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)}…` : line,
  );
  return ['```', ...shown.map((line) => line.replaceAll('`', '’')), '```'].join('\n');
}

function changedCount(visits: readonly Visit[], { agent }: Order): string {
  const changed = visits.filter(({ look, before }) => {
    if (look.kind === 'unreadable' || !before) return false;
    const { added, withheld, removed } = changesOf(look.lines, before, agent.settings.forbiddenTopics);
    return added.length + withheld + removed > 0;
  });
  if (visits.every(({ before }) => !before)) return 'first look';
  return changed.length === 0 ? 'nothing changed' : `${count(changed.length, 'page')} changed`;
}

function remarksFor({ regeneration, tokenBudget }: Order, body: string, parts: readonly Part[]): string[] {
  const left = parts.filter(({ text }) => !body.includes(text)).length;
  return [
    ...(left > 0 ? [`${count(left, 'page')} left out: the ${tokenBudget} tokens left have no room.`] : []),
    ...(regeneration
      ? [
          `Your feedback: "${regeneration.feedback}". The built-in runtime read the pages anew; it cannot follow words.`,
        ]
      : []),
  ];
}

const stamp = (at: Date, zone: string): string => `${dayKey(at, zone)} ${clockOf(at, zone)} ${zone}`;
const hostOf = (address: string): string => new URL(address).hostname;
const count = (n: number, word: string): string => `${n} ${n === 1 ? word : `${word}s`}`;
