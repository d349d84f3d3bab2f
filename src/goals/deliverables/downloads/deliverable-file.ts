import { convert } from 'html-to-text';
import { DateTime } from 'luxon';
import { wallText } from '../../../platform/time/wall-clock.js';
import type { DraftPage } from '../draft-page.js';

export const FILE_FORMATS = ['md', 'html', 'txt'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** A file to keep. */
export interface DeliverableFile {
  /** Of letters, digits, `-`, `_` and `.` only. */
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

const TYPES: Readonly<Record<FileFormat, string>> = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/** The newest text with what was decided on it: as Markdown, as a page that prints well, or as plain text. */
export function deliverableFile(draft: DraftPage, format: FileFormat): DeliverableFile {
  const content = { md: markdownOf, html: pageOf, txt: textOf }[format](draft);
  return { name: `${stemOf(draft)}.${format}`, type: TYPES[format], content };
}

/** `2026-02-12_linkedin-post-waiting-times_a1b2c3`: its day, its title, the end of its id. */
export function stemOf({
  title,
  createdAt,
  zone,
  id,
}: Pick<DraftPage, 'title' | 'createdAt' | 'zone' | 'id'>): string {
  const day = DateTime.fromISO(createdAt, { zone }).toFormat('yyyy-LL-dd');
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return [day, slug, id.slice(-6)].filter((part) => part !== '').join('_');
}

function factsOf({
  status,
  confirmation,
  createdAt,
  decidedAt,
  decidedBy,
  reason,
  zone,
}: DraftPage): string[] {
  const at = (iso: string) => wallText(new Date(iso), zone);
  const who = decidedBy === 'staff' ? ' by our team, for the customer' : '';
  return [
    `Drafted ${at(createdAt)}`,
    ...(decidedAt ? [`Decided ${at(decidedAt)}${who}: ${status}`] : ['Not decided yet']),
    ...(confirmation === null ? [] : [confirmation]),
    ...(reason === null ? [] : [`Reason: ${reason}`]),
  ];
}

/** Files of text say what the chart shows. */
const chartWords = ({ chart }: DraftPage): string[] => (chart ? [`Chart: ${chart.words}`] : []);

const markdownOf = (draft: DraftPage): string =>
  [
    draft.body,
    ...chartWords(draft),
    '---',
    ...factsOf(draft).map((fact) => `- ${fact.replaceAll('\n', ' ')}`),
  ].join('\n\n') + '\n';

function textOf(draft: DraftPage): string {
  // A post is what it says; a report's tables and emphasis are Markdown's.
  const body = draft.preview
    ? draft.body
    : convert(draft.html, { wordwrap: 100, selectors: [{ selector: 'table', format: 'dataTable' }] });
  return [draft.title, body, ...chartWords(draft), '--', factsOf(draft).join('\n')].join('\n\n') + '\n';
}

const STYLE = `body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:16px/1.6 system-ui,sans-serif;color:#14211f}
table{border-collapse:collapse}th,td{padding:4px 10px;border:1px solid #ccc;text-align:left}
figure{margin:0 0 1rem}figure svg{max-width:36rem;height:auto}figcaption{color:#4c5d59;font-size:.85rem}pre{white-space:pre-wrap}.post{white-space:pre-wrap;overflow-wrap:anywhere}footer{margin-top:2rem;padding-top:.5rem;border-top:1px solid #ccc;color:#4c5d59;font-size:.85rem}
@page{margin:20mm}@media print{body{margin:0;max-width:none}a{color:inherit}}`;

function pageOf(draft: DraftPage): string {
  const body = draft.preview
    ? `<h1>${escaped(draft.title)}</h1><p class="post">${escaped(draft.body)}</p>`
    : draft.html;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(draft.title)}</title><style>${STYLE}</style></head>
<body dir="auto">${figureOf(draft)}${body}
<footer>${factsOf(draft)
    .map((fact) => `<p>${escaped(fact)}</p>`)
    .join('')}</footer></body></html>
`;
}

const figureOf = ({ chart }: DraftPage): string =>
  chart ? `<figure>${chart.svg}<figcaption>${escaped(chart.words)}</figcaption></figure>` : '';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
