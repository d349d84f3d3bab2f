import { compile } from 'html-to-text';
import { oneLine } from '../markdown-text.js';

const MOST_LINES = 800;
const LONGEST_LINE = 300;

const toText = compile({
  wordwrap: false,
  preserveNewlines: false,
  limits: { maxInputLength: 1024 * 1024, maxDepth: 100, maxChildNodes: 5_000, ellipsis: '' },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    ...['img', 'svg', 'iframe', 'form', 'noscript', 'template'].map((selector) => ({
      selector,
      format: 'skip',
    })),
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
});

/** The lines a reader of the page sees: at most 800 of 300 characters, none twice. */
export function linesOfHtml(html: string): string[] {
  return linesOfText(toText(html));
}

export function linesOfText(text: string): string[] {
  const lines = text.split('\n').map((line) => oneLine(line).slice(0, LONGEST_LINE));
  return [...new Set(lines.filter((line) => /[\p{L}\p{N}]/u.test(line)))].slice(0, MOST_LINES);
}
