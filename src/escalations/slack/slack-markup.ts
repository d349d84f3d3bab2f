import type { SlackText } from './slack-texts.js';

const LONGEST = 300;

/** Slack reads these three as its own notation (links, mentions, `<!channel>`); everything else is text. */
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** One line, no control characters, of bounded length. */
function plain(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return escape(line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`);
}

/** Within bold the sign that ends it cannot stand. */
const bold = (text: string): string => `*${plain(text).replaceAll('*', '∗')}*`;

/** In a link's address `|` would begin its label. */
const link = ({ url, label }: SlackText['link']): string =>
  `<${escape(new URL(url).href).replaceAll('|', '%7C')}|${plain(label).replaceAll('|', '/')}>`;

/** @param repeated an earlier copy may have been shown: the text says so */
export function slackBody({ headline, about, link: to }: SlackText, repeated: boolean): string {
  const lines = [
    bold(headline),
    ...(about === null ? [] : [plain(about)]),
    link(to),
    ...(repeated ? ['_Sent again: an earlier copy may have arrived._'] : []),
  ];
  return JSON.stringify({ text: lines.join('\n'), unfurl_links: false, unfurl_media: false });
}
