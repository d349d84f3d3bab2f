const SECTION = /^## /m;
const CLOSING = /^_/m;

/** A report with the model's text as a section of its own, before the report's first, or before its closing line. */
export function withReading(body: string, text: string): string {
  const at = SECTION.exec(body)?.index ?? CLOSING.exec(body)?.index ?? body.length;
  return `${body.slice(0, at).trimEnd()}\n\n## Reading\n\n${text}\n\n${body.slice(at)}`.trimEnd();
}
