import MarkdownIt from 'markdown-it';
import { PLATFORM_TITLES } from '../../../agents/platform-names.js';
import { notionalPaise } from '../../../agents/types/notional.js';
import type { TradingSettings } from '../../../agents/types/trading.js';
import { forbiddenIn } from '../../safety/forbidden-topics.js';
import { HASHTAGS } from '../../templates/social-media-post.js';
import type { FailureClass, Proposal, RunCompleted, RunInput, TradeProposal } from '../agent-runtime.js';
import { toldLimits } from '../model/told-limits.js';
import { PLATFORM_RULES } from '../social/platform-rules.js';
import { wrongDirection } from './directions.js';
import { strangeFigure } from './figures.js';
import { notEnglish } from './language.js';

export interface Broken {
  readonly failure: Extract<FailureClass, 'unfit' | 'rejected'>;
  readonly detail: string;
}

type Check = (output: RunCompleted, input: RunInput) => Broken | null;

/** Characters of any deliverable. */
const LONGEST = 70_000;
const unfit = (detail: string): Broken => ({ failure: 'unfit', detail });

/** What every draft is held against, whichever engine wrote it; the first that fails ends the run. */
const CHECKS: readonly Check[] = [
  echo,
  size,
  markup,
  links,
  hashtags,
  topics,
  orders,
  actions,
  figures,
  directions,
  language,
];

export function brokenRule(output: RunCompleted, input: RunInput): Broken | null {
  for (const check of CHECKS) {
    const broken = check(output, input);
    if (broken) return broken;
  }
  return null;
}

/** A text that repeats what only the engine was told shows that data was followed as instructions. */
function echo({ title, body, confidential = [] }: RunCompleted): Broken | null {
  const text = plain(`${title}\n${body}`);
  if (!confidential.some((line) => text.includes(plain(line)))) return null;
  return {
    failure: 'rejected',
    detail: 'The draft repeats the instructions of the language model: something in the data led it astray.',
  };
}

const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ');

function size({ body, proposal }: RunCompleted): Broken | null {
  const length = [...body].length;
  if (length === 0) return unfit('The draft is empty.');
  if (length > LONGEST) return unfit(`The draft has ${length} characters; ${LONGEST} are the most.`);
  if (proposal?.kind !== 'post') return null;
  const { maxCharacters } = PLATFORM_RULES[proposal.platform];
  if (length <= maxCharacters) return null;
  return unfit(
    `The draft has ${length} characters; ${PLATFORM_TITLES[proposal.platform]} takes ${maxCharacters}.`,
  );
}

/** Markdown only. Characters that turn the direction of writing could hide what a reviewer approves. */
function markup({ body }: RunCompleted): Broken | null {
  if (/<\/?[a-z][^<>]*>|<!--|javascript:|data:\w+\//i.test(body))
    return unfit('The draft holds HTML or script.');
  if (/[\u202A-\u202E\u2066-\u2069]|[^\P{Cc}\n\t]/u.test(body))
    return unfit('The draft holds hidden characters.');
  return null;
}

/** Also addresses without https:// in front, which platforms turn into links. */
const linkify = new MarkdownIt().linkify.set({ fuzzyLink: true });

/** A watch quotes pages of others, whose words, languages and links are theirs: a model's text on them is held alone. */
function ownWords({ written, body }: RunCompleted, { goal }: RunInput): string {
  return goal.template === 'competitor_watch' ? (written ?? '') : body;
}

/** Only addresses that stand in the goal or the agent's settings; the pages a goal watches among them. */
function links(output: RunCompleted, input: RunInput): Broken | null {
  const { goal, agent, regeneration } = input;
  if (/!\[/.test(output.body)) return unfit('The draft holds a picture.');
  const known = JSON.stringify([goal.parameters, agent.settings, regeneration?.feedback]);
  const given = known.replace(/\\[nrt]/g, ' ').toLowerCase();
  const strange = (linkify.match(ownWords(output, input)) ?? []).filter(
    ({ raw }) => !standsIn(given, raw.toLowerCase()),
  );
  if (strange.length === 0) return null;
  return unfit('The draft holds a link that stands neither in the goal nor in the agent’s settings.');
}

/** As a whole: `acme.co` and `me.com` lead elsewhere than `acme.com`, in which both can be read. */
function standsIn(given: string, link: string): boolean {
  for (let at = given.indexOf(link); at >= 0; at = given.indexOf(link, at + 1)) {
    const after = given.slice(at + link.length);
    if (!/[a-z0-9-]$/.test(given.slice(0, at)) && !/^(?:[\p{L}\p{N}_-]|\.[\p{L}\p{N}])/u.test(after))
      return true;
  }
  return false;
}

/** Counted on the text itself (runbook Step 10: 3–5 relevant hashtags). */
function hashtags({ body }: RunCompleted, { goal }: RunInput): Broken | null {
  if (goal.template !== 'social_media_post') return null;
  const { hashtagCount } = goal.parameters;
  const count = (body.match(/(?<![\p{L}\p{N}_&])#[\p{L}\p{N}_]+/gu) ?? []).length;
  if (count === hashtagCount && count >= HASHTAGS.min && count <= HASHTAGS.max) return null;
  return unfit(`The draft has ${count} hashtags; the goal asks for ${hashtagCount}.`);
}

function topics(output: RunCompleted, input: RunInput): Broken | null {
  const { agent } = input;
  if (agent.type !== 'marketing') return null;
  const touched = forbiddenIn(`${output.title}\n${ownWords(output, input)}`, agent.settings.forbiddenTopics);
  return touched.length === 0 ? null : unfit(`The draft touches a forbidden topic: ${touched.join(', ')}.`);
}

/** Words to a model or an agent, where words to a reader were asked for: data was followed, or is passed on. */
const TO_A_MODEL =
  /\b(?:ignore|disregard|override)\s+(?:all\s+(?:of\s+)?)?(?:your|previous|prior|earlier|these|those|any|all)\s+(?:\S+\s+)?(?:rules|instructions|prompts?|guardrails)\b/i;

function orders(output: RunCompleted, input: RunInput): Broken | null {
  if (!TO_A_MODEL.test(ownWords(output, input))) return null;
  return unfit('The draft tells its reader to set rules aside, as an instruction to a model does.');
}

const ORDER = /\b(buy|sell)\s+(\d[\d.,]*)/gi;
const DONE = /\b(?:order|trade|position) (?:was|has been|is now) (?:placed|executed|opened|closed|filled)\b/i;

/** A high-cost action exists only as the proposal, behind its gate; a text may not name another. */
function actions({ body, proposal }: RunCompleted, { agent }: RunInput): Broken | null {
  if (proposal && !isGated(proposal)) return unfit('The draft proposes an action without approval.');
  if (agent.type !== 'trading') return null;
  if (proposal?.kind === 'trade' && !isWithin(proposal, agent.settings))
    return unfit('The draft proposes a trade beyond the limits of the agent.');
  if (DONE.test(body)) return unfit('The draft says that a trade was made; none can be.');
  const named = [...body.matchAll(ORDER)].map(([, side = '', size = '']) => `${side.toLowerCase()} ${size}`);
  const allowed = proposal?.kind === 'trade' ? `${proposal.side} ${proposal.contracts}` : null;
  if (named.every((order) => order === allowed)) return null;
  return unfit('The draft names a trade that was not held against the limits.');
}

/** Reckoned anew: whoever made the proposal, and whatever it says of itself. */
function isWithin(trade: TradeProposal, settings: TradingSettings): boolean {
  const { contracts, coin, notional, checks } = trade;
  const amount = notionalPaise(contracts, trade);
  return (
    contracts <= settings.maxUnitsPerOrder &&
    amount === notional.amount &&
    amount <= settings.maxNotional.amount &&
    settings.allowedCoins.includes(coin) &&
    checks.every(({ passes }) => passes !== false)
  );
}

const isGated = ({ approvalRequired }: Proposal): boolean => approvalRequired;

const COMPUTED = ['market_monitoring', 'risk_report', 'competitor_watch'];

/** A model only reads what was computed or found: a figure of its own would be taken for one of ours. */
function figures({ body, written }: RunCompleted, { goal, agent, zone }: RunInput): Broken | null {
  if (written === undefined || !COMPUTED.includes(goal.template)) return null;
  const limits = Object.values(toldLimits(agent, zone)).join('\n');
  const strange = strangeFigure(written, `${body.replace(written, '')}\n${limits}`);
  if (strange === null) return null;
  return unfit(`The language model names the figure ${strange}, which the report does not have.`);
}

/** A true figure told as a rise that was a fall misleads as much as a wrong one. */
function directions({ body, written, told }: RunCompleted): Broken | null {
  if (written === undefined || told === undefined) return null;
  const wrong = wrongDirection(written, body.replace(written, ''), told);
  if (wrong === null) return null;
  return unfit(`The language model says "${wrong.sentence}", but ${wrong.truth}.`);
}

/** A model's text by itself: beside a long report in English a few foreign sentences would pass. */
function language(output: RunCompleted, input: RunInput): Broken | null {
  const other = notEnglish(output.written ?? ownWords(output, input));
  return other === null ? null : unfit(`The draft is in ${other}; English was asked for.`);
}
