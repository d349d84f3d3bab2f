/** Lines of the runbook's template that state facts the customer knows: they are not internal words. */
const FACTS = /^(?:onboarding call -|attendees?:|agent:|platforms:|goals:|trial activated:|next check-in:)/;
/** What people put before a line. */
const MARK = /^(?:[-*•–]|\d+[.)]|notes:|issue:|feedback:)\s*/;
/** Shorter ones ("Thank you") say nothing that must stay inside. */
const SHORTEST = 15;

const folded = (line: string): string =>
  line.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim().replace(MARK, '');

/**
 * The first line of a text for the customer that holds an internal one, from 1; null when none does. Case, spacing
 * and list marks make no difference.
 */
export function internalLineIn(customerText: string, internal: readonly string[]): number | null {
  const inside = internal
    .flatMap((text) => text.split('\n'))
    .map(folded)
    .filter((line) => line.length >= SHORTEST && !FACTS.test(line));
  const lines = customerText.split('\n').map(folded);
  const at = lines.findIndex((line) => inside.some((one) => line.includes(one)));
  return at === -1 ? null : at + 1;
}
