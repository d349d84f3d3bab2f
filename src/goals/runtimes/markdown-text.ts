const SIGNS = /[\\`*_{}[\]()<>#+!|~&]/g;
// Control signs, and those that turn the direction of what follows: they may hide what a person reads.
const UNSEEN = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** A text of others as one line that Markdown shows letter by letter: no link, picture, heading or table of its own. */
export function plainMarkdown(text: string): string {
  return oneLine(text).replace(SIGNS, '\\$&');
}

/** White space folded, signs that cannot be seen left out. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNSEEN, '').trim();
}
