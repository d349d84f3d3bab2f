import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true });

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['h1', 'h2', 'h3', 'h4', 'p', 'br', 'hr', 'strong', 'em', 's', 'code', 'pre', 'blockquote'],
    ...['ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a'],
  ],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['https', 'http', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer nofollow' }) },
};

/**
 * A deliverable's Markdown as HTML that is safe to put into a page: raw HTML is shown as text, pictures
 * (which would call other hosts) and everything that is not on the list are left out.
 */
export function renderMarkdown(text: string): string {
  return sanitizeHtml(markdown.render(shownAsWritten(text)), ALLOWED);
}

/** Signs that turn the reading direction of what follows (Unicode, UAX #9) are named: a reader sees what is there. */
export function shownAsWritten(text: string): string {
  return text.replace(
    /[\u202a-\u202e\u2066-\u2069]/g,
    (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase()}]`,
  );
}
