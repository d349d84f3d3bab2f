import { isDeepStrictEqual } from 'node:util';

/** An expectation that did not hold. */
export interface Failure {
  /** When in the week: `day 3, 18:30`. */
  readonly when: string;
  readonly what: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/** Counts what was expected and keeps what was found otherwise; it never stops the week. */
export class Checks {
  readonly failures: Failure[] = [];
  made = 0;
  when = 'the walk';

  /** @param expected a value, or a pattern that the text found must match */
  that(what: string, found: unknown, expected: unknown): boolean {
    this.made += 1;
    const holds =
      expected instanceof RegExp ? expected.test(String(found)) : isDeepStrictEqual(found, expected);
    if (!holds) this.failures.push({ when: this.when, what, expected: shown(expected), found });
    return holds;
  }
}

const shown = (expected: unknown): unknown =>
  expected instanceof RegExp ? `like ${expected.source}` : expected;

/** An expectation that failed, in one line. */
export const failureLine = ({ when, what, expected, found }: Failure): string =>
  `✗ ${when}: ${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`;
