import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../database/database.js';
import type { AppError, FieldError } from '../errors/app-error.js';
import { Vault } from '../vault/vault.js';
import { freeTextErrors } from './free-text.errors.js';
import { secretWords } from './secret-words.js';
import { tokenShapes, type Span } from './token-shapes.js';
import { textsOf, type TypedText } from './texts-of.js';

/** Where the masking cuts, by field: `{ field, from, to }` in characters of what was sent. */
interface Place extends Span {
  readonly field: string;
}

/**
 * Looks through everything a person typed, before it is kept: what is a stored secret is refused, what looks like
 * one may be saved masked. A refusal names fields and places, never the secret.
 */
@Injectable()
export class FreeTextGuard {
  constructor(private readonly vault: Vault) {}

  /**
   * Why this input cannot be kept, or undefined.
   * @param raw as it was sent, so that places are those of the sender
   * @param exempt top-level fields meant to carry keys or tokens
   */
  async refusal(em: EntityManager, raw: unknown, exempt: readonly string[]): Promise<AppError | undefined> {
    const texts = textsOf(raw, exempt);
    const known = await this.stored(em, texts);
    if (known.length > 0)
      return freeTextErrors.text_holds_secret(`A stored key stands in ${listed(known)}.`, {
        fields: known.map((place) => told(place, 'a stored key')),
      });
    const shapes = texts.flatMap(({ field, text }) => tokenShapes(text).map((span) => ({ field, ...span })));
    if (shapes.length === 0) return undefined;
    return freeTextErrors.text_looks_like_secret(
      `What looks like a key or password stands in ${listed(shapes)}.`,
      {
        fields: shapes.map((place) => told(place, 'something like a key or password')),
        facts: { maskable: shapes },
      },
    );
  }

  private async stored(em: EntityManager, texts: readonly TypedText[]): Promise<Place[]> {
    const words = texts.flatMap(({ field, text }) => secretWords(text).map((word) => ({ field, ...word })));
    const known = await this.vault.recognised(em, [...new Set(words.map(({ word }) => word))]);
    const places = words.filter(({ word }) => known.has(word));
    const narrowest = places.filter(
      (place) =>
        !places.some((other) => other !== place && other.field === place.field && holds(place, other)),
    );
    return narrowest.map(({ field, from, to }) => ({ field, from, to }));
  }
}

/** Of two readings of one place the narrower is told. */
const holds = (outer: Span, inner: Span): boolean =>
  outer.from <= inner.from && outer.to >= inner.to && outer.to - outer.from > inner.to - inner.from;

const listed = (places: readonly Place[]): string =>
  [...new Set(places.map(({ field }) => field))].join(', ');

const told = ({ field, from, to }: Place, what: string): FieldError => ({
  field,
  message: `holds ${what} (characters ${from + 1} to ${to})`,
});
