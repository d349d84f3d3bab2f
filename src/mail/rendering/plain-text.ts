import { compile, type FormatCallback } from 'html-to-text';

/** A button or link: its label, then its address. One without an address shows what stands in for it. */
const link: FormatCallback = (element, walk, builder) => {
  const attributes = element.attribs as Record<string, string | undefined>;
  const address = attributes['href'] ?? attributes['data-instead'];
  const labels: string[] = [];
  builder.pushWordTransform((word) => (labels.push(word), word));
  walk(element.children, builder);
  builder.popWordTransform();
  const shown = labels.join('').replaceAll(' ', '');
  const bare = address?.replace(/^(mailto|tel):/, '');
  if (bare && bare.replaceAll(' ', '') !== shown) builder.addInline(`: ${bare}`, { noWordTransform: true });
};

const heading = { options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 2 } };

const convert = compile({
  wordwrap: 78,
  formatters: { link },
  selectors: [
    { selector: 'a', format: 'link' },
    { selector: 'img', format: 'skip' },
    { selector: '.html-only', format: 'skip' },
    { selector: 'h1', ...heading },
    { selector: 'h2', ...heading },
    { selector: 'h3', ...heading },
    { selector: 'td.line', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'ul', options: { itemPrefix: '- ' } },
    {
      selector: 'table.facts',
      format: 'dataTable',
      options: { uppercaseHeaderCells: false, maxColumnWidth: 44 },
    },
  ],
});

/** The text part of a mail, made from its HTML so that the two cannot say different things. */
export function plainText(html: string): string {
  return `${convert(html)
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
