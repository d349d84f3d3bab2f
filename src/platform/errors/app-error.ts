/** Who has to act: the caller (`user`), nobody but time (`transient`), or we (`bug`). Sets log level and retry. */
export type ErrorKind = 'user' | 'transient' | 'bug';

/** What a code means to a person: HTTP status, one-line title, and the remedy. */
export interface ErrorDefinition {
  readonly status: number;
  readonly title: string;
  readonly hint: string;
  readonly kind?: ErrorKind;
}

/** One refused input field: its path in the body and what to change. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export interface ErrorExtras {
  readonly fields?: readonly FieldError[];
  /** Replaces the definition's hint when this case has a better one. */
  readonly hint?: string;
  /** Further members of the problem document (ids, figures); never a secret. */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** A named failure: its code is stable, its definition says what it means, its detail what happened here. */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly hint: string;
  readonly fields: readonly FieldError[];
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(
    readonly code: string,
    readonly definition: ErrorDefinition,
    readonly detail: string,
    extras: ErrorExtras = {},
  ) {
    super(`${code}: ${detail}`, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.name = 'AppError';
    this.kind = definition.kind ?? 'user';
    this.hint = extras.hint ?? definition.hint;
    this.fields = extras.fields ?? [];
    this.facts = extras.facts ?? {};
  }
}

type ErrorMakers<T> = { readonly [K in keyof T]: (detail: string, extras?: ErrorExtras) => AppError };

/**
 * The named errors of a room: `defineErrors({ trial_already_open: { status: 409, title, hint } })`.
 * A code without a status and a hint does not compile; `errors.trial_already_open('…')` makes one to throw.
 */
export function defineErrors<const T extends Record<string, ErrorDefinition>>(
  definitions: T,
): ErrorMakers<T> {
  const makers = Object.entries(definitions).map(([code, definition]) => [
    code,
    (detail: string, extras?: ErrorExtras) => new AppError(code, definition, detail, extras),
  ]);
  return Object.fromEntries(makers) as ErrorMakers<T>;
}
