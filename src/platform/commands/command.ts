import type { Type } from '@nestjs/common';
import type { z } from 'zod';
import type { AppError } from '../errors/app-error.js';
import type { Actor, Role } from '../unit-of-work/actor.js';
import type { Aggregate } from '../unit-of-work/aggregate.js';
import type { Tx } from '../unit-of-work/tx.js';

/** What the form of one record asks, where the input's schema alone cannot say it. */
export interface CommandForm {
  /** In place of the input's own schemas: fields that depend on the record. */
  readonly fields?: Readonly<Record<string, z.ZodType>>;
  /** Values the form starts with. */
  readonly start?: Readonly<Record<string, unknown>>;
}

/** One call of a command: whom it aims at and the parsed input. */
export interface CommandCall<I> {
  /** The record's id; the empty string for a command that makes a new record of no parent. */
  readonly id: string;
  readonly input: I;
}

/** Answer 202: the row to watch while slow work goes on. */
export class Accepted<R> {
  constructor(readonly body: R) {}
}

/** A result with something that is shown once (a new key, a temporary password): a replay gets `kept` instead. */
export class ShownOnce<R> {
  constructor(
    readonly body: R,
    readonly kept: Partial<R>,
  ) {}
}

/**
 * A person's change, as data: who may, on what, with what input, under which precondition, and what it does.
 * Panel buttons, REST, portal and scripts all dispatch these.
 */
export interface Command<N extends string, I extends z.ZodType, S, R> {
  /** `room.verb-noun`, stable: it stands in logs and allow-lists. */
  readonly name: N;
  /** The button's words (the runbook's where it has them). */
  readonly title: string;
  /** Who may; `admin` always may. `public` is an anonymous visitor. */
  readonly roles: readonly (Role | 'public')[];
  /** What the id in the call names; locked (customer first) before anything is read. */
  readonly aggregate?: Aggregate;
  readonly input: I;
  /**
   * Top-level fields meant to carry a key or another system's id. Every other text is looked through for secrets
   * before it is kept; so is not `token`, by which a one-time link comes back.
   */
  readonly unscanned?: readonly string[];
  /** HTTP status of a first success; `Accepted` results are always 202. */
  readonly status?: 200 | 201;
  /** The service that does it (resolved from the container). */
  readonly service: Type<S>;
  /** Why it cannot be done now, or undefined; needs no input, so that a button can explain itself. */
  readonly check?: (service: S, tx: Tx, id: string) => Promise<AppError | undefined>;
  /** What a form for this record asks and starts with. */
  readonly form?: (service: S, tx: Tx, id: string) => Promise<CommandForm>;
  readonly run: (
    service: S,
    tx: Tx,
    call: CommandCall<z.output<I>>,
  ) => Promise<R | Accepted<R> | ShownOnce<R>>;
}

/** Any command, as the dispatcher sees it. */
export type AnyCommand = Command<string, z.ZodType, unknown, unknown>;
export type InputOf<C> = C extends { readonly input: infer I extends z.ZodType } ? z.input<I> : never;
export type ResultOf<C> = C extends { readonly run: (...args: never[]) => Promise<infer R> }
  ? Unwrapped<R>
  : never;
type Unwrapped<R> = R extends Accepted<infer B> | ShownOnce<infer B> ? B : R;

/** Declare a command (keeps its literal types). */
export const command = <const N extends string, I extends z.ZodType, S, R>(
  spec: Command<N, I, S, R>,
): Command<N, I, S, R> => spec;

/** Who calls, and how the call is told apart from its repetition. */
export interface CallContext {
  readonly actor: Actor;
  readonly requestId: string;
  /** Repeating a call with the same key and body replays the first answer (24 h). */
  readonly idempotencyKey?: string | undefined;
}

/** What a door answers. */
export interface CommandOutcome {
  readonly status: number;
  readonly body: unknown;
  readonly replayed: boolean;
}
