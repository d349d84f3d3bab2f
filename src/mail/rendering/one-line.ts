/**
 * Text that came from people, as one line: line breaks and control characters become a space.
 * For mail headers and calendar lines, where a line break would start a header or property of its own.
 */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
