import { Injectable } from '@nestjs/common';
import { SystemClock } from '../clocks/system-clock.js';
import { commonErrors } from '../errors/common-errors.js';
import type { EntityManager } from '../database/database.js';
import { actorId, type Actor } from '../unit-of-work/actor.js';
import type { Tx } from '../unit-of-work/tx.js';
import { RequestHash } from '../vault/request-hash.js';
import type { CommandOutcome } from './command.js';
import { IdempotencyRepository } from './idempotency.repository.js';

const PRINTABLE = /^[\x21-\x7e]{1,255}$/;

interface Once {
  /** The first call's answer, when this is a repetition. */
  readonly answer?: { readonly status: number; readonly body: unknown };
  /** Keep this call's answer for its repetitions. */
  keep(outcome: CommandOutcome): Promise<void>;
}

/** Idempotency-Key (IETF httpapi draft): a repeated call waits for its twin and replays its answer. */
@Injectable()
export class Idempotency {
  constructor(
    private readonly keys: IdempotencyRepository,
    private readonly clock: SystemClock,
    private readonly hash: RequestHash,
  ) {}

  async begin(tx: Tx, command: string, id: string, raw: unknown, key: string | undefined): Promise<Once> {
    if (key === undefined) return { keep: () => Promise.resolve() };
    if (!PRINTABLE.test(key))
      throw commonErrors.idempotency_key_invalid(
        'The Idempotency-Key header is empty, too long or not printable.',
      );
    const actor = ownerOf(tx.actor);
    const request = JSON.stringify([command, id, canonical(raw)]);
    const twin = await this.keys.reserve(tx.em, actor, key, this.hash.of(request), this.clock.now());
    if (twin) this.expectSame(twin.requestHash, request);
    const keep = (outcome: CommandOutcome) => this.keys.keep(tx.em, actor, key, outcome.status, outcome.body);
    return twin ? { answer: { status: twin.status, body: twin.body }, keep } : { keep };
  }

  /** What the call with this key was answered with, whatever it asked: for keys that only its sender can know. */
  kept(em: EntityManager, actor: Actor, key: string): Promise<unknown> {
    return PRINTABLE.test(key) ? this.keys.kept(em, ownerOf(actor), key) : Promise.resolve(undefined);
  }

  private expectSame(hash: string, request: string): void {
    const isSame = this.hash.matches(hash, request);
    if (isSame === undefined) {
      throw commonErrors.idempotency_unknown(
        'The first request with this key was kept under an encryption key that has since been retired.',
      );
    }
    if (!isSame)
      throw commonErrors.idempotency_mismatch('The first request with this key had another body or address.');
  }
}

const ownerOf = (actor: Actor): string => `${actor.kind}:${actorId(actor)}`;

/** The same value for bodies that differ only in the order of their members. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => [key, canonical(member)]);
}
