type Unit = 'percent' | 'rupees' | 'plain';

/** A figure as it stands in a text. */
export interface Figure {
  /** As written, with its sign of currency or percent. */
  readonly text: string;
  /** Where it begins and ends in its sentence. */
  readonly at: number;
  readonly end: number;
  /** Its plus or minus as it is written; 0 without one. */
  readonly sign: -1 | 0 | 1;
  /** Without its sign: a fall of 2 % is told as 2 % as well as −2 %. */
  readonly value: number;
  readonly unit: Unit;
  /** How far from it a figure may be that it was rounded from. */
  readonly slack: number;
  /** Of the relative strength index, which is told without a unit. */
  readonly ofRsi: boolean;
  /** It claims a measure; "3 reasons" does not. */
  readonly measures: boolean;
}

const FIGURE =
  /(?<![\w.,:#]|[\w.,:#)%-]-)(?<currency>[₹$€]|Rs\.?\s?|INR\s|USD\s)?\s?(?<number>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?<scale>\s?(?:k|thousand|lakhs?|million|crores?|billion)\b)?(?<unit>\s?(?:%|percent\b|per cent\b|USD\b|dollars?\b|INR\b|rupees\b|₹))?(?![\d:]|-\d)/giu;
const DATES = /\b\d{4}-\d\d-\d\d\b|\b\d{1,2}:\d\d\b/g;
const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  lakh: 1e5,
  lakhs: 1e5,
  million: 1e6,
  crore: 1e7,
  crores: 1e7,
  billion: 1e9,
};
const MEASURE = /\b(?:RSI|SMA|EMA|ATR|price|average|notional|range|volatility|drawdown|funding|high|low)\b/i;
/** Characters before a figure in which it is named; an endless sentence is not read anew for each of its figures. */
const NEAR = 120;
/** A rounded figure is no further from its own than this part of it. */
const MOST_ROUNDED = 0.005;

/**
 * The first figure of a model's text that no computed figure stands behind, as it was written, or null. A figure may
 * be rounded, and a percentage is held against percentages, rupees against rupees, an RSI against the RSI.
 * @param computed the report that the text is about
 */
export function strangeFigure(written: string, computed: string): string | null {
  const known = figuresIn(computed);
  const strange = figuresIn(written).find(
    (figure) => figure.measures && !known.some((other) => isSame(figure, other)),
  );
  return strange?.text ?? null;
}

/** Whether one figure may be the other, told rounded or not. */
export function isSame(said: Figure, known: Figure): boolean {
  if (said.unit !== known.unit) return false;
  if (said.ofRsi && !known.ofRsi) return false;
  return Math.abs(said.value - known.value) <= said.slack;
}

/** Of a whole text, sentence by sentence. */
export const figuresIn = (text: string): Figure[] => sentencesOf(text).flatMap(figuresOf);

export const sentencesOf = (text: string): string[] => text.split(/\n|(?<=[.;!?])\s/);

/** Dates and times of day are none. */
export function figuresOf(sentence: string): Figure[] {
  const dateless = sentence.replace(DATES, (date) => ' '.repeat(date.length));
  return [...dateless.matchAll(FIGURE)].map((match) => figureOf(match, dateless));
}

function figureOf(match: RegExpExecArray, sentence: string): Figure {
  const { currency = '', number = '', scale = '', unit: sign = '' } = match.groups ?? {};
  const times = SCALES[scale.trim().toLowerCase()] ?? 1;
  const digits = number.replaceAll(',', '');
  const value = Number(digits) * times;
  const unit = unitOf(`${currency}${sign}`);
  const before = sentence.slice(Math.max(0, match.index - NEAR), match.index);
  const named = /(?:RSI|strength index)\D*(?:14\D+)?$/i.test(before);
  const telling = `${currency}${scale}${sign}`.trim() !== '' || /[.,]/.test(number) || value >= 1_000;
  const text = match[0].trim();
  const at = match.index + match[0].length - match[0].trimStart().length;
  return {
    text,
    at,
    end: at + text.length,
    sign: signOf(sentence.slice(Math.max(0, at - 1), at)),
    value,
    unit,
    slack: slackOf(digits, times, value),
    ofRsi: named && unit === 'plain' && value <= 100,
    measures: telling || named || MEASURE.test(before.slice(-40)),
  };
}

function signOf(before: string): Figure['sign'] {
  if (before === '+') return 1;
  return before === '−' || before === '-' ? -1 : 0;
}

function unitOf(signs: string): Unit {
  if (/%|per ?cent/i.test(signs)) return 'percent';
  return /₹|Rs|INR|rupees/i.test(signs) ? 'rupees' : 'plain';
}

/** Half of the last place that is told: of 57.4 it is 0.05, of 72,000 it is 360, and never more than a part of it. */
function slackOf(digits: string, times: number, value: number): number {
  const decimals = digits.split('.')[1]?.length ?? 0;
  const last = 0.5 * 10 ** -decimals * times;
  if (decimals > 0) return last + 1e-9;
  const zeros = /0*$/.exec(digits)?.[0].length ?? 0;
  return Math.max(last, Math.min(0.5 * 10 ** zeros * times, value * MOST_ROUNDED)) + 1e-9;
}
