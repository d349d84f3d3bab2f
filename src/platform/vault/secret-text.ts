import { inspect } from 'node:util';

const REDACTED = '[secret]';

/**
 * A secret in clear, for as short as possible. Printing, joining, logging or serialising it shows
 * `[secret]`; only `reveal()` gives the text, so every place that reads one can be found by that word.
 */
export class SecretText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.toPrimitive](): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
