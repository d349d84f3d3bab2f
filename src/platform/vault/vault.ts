import { Injectable } from '@nestjs/common';

import type { EntityManager } from '../database/database.js';
import { newId } from '../ids/new-id.js';
import type { Tx } from '../unit-of-work/tx.js';
import { asWrappedKey } from './envelope.js';
import { boundTo, type DataKey, SecretCipher } from './secret-cipher.js';
import { SecretText } from './secret-text.js';
import { VaultError } from './vault.errors.js';
import { VaultRepository } from './vault.repository.js';

export interface SecretsToStore {
  customerId: string;
  credentialId: string;
  /** By field name. */
  secrets: Readonly<Record<string, SecretText>>;
  /** Fields that only name an account: sealed like the others, but never recognised in a text as a secret. */
  identifiers?: readonly string[];
  /** Beside the live set until its test passes, or in its place at once. */
  as: 'live' | 'candidate';
}

/** Who holds a secret. */
export interface SecretHolder {
  readonly customerId: string;
  readonly credentialId: string;
}

/**
 * Where secrets rest. This half takes them in, moves and destroys them; only `VaultReader` opens one. Each
 * method works inside the caller's unit of work.
 */
@Injectable()
export class Vault {
  constructor(
    private readonly cipher: SecretCipher,
    private readonly repository: VaultRepository,
  ) {}

  /**
   * Seals a set of secrets under the customer's data key (made at the first). A set of the same state is
   * replaced; a new live set also ends a waiting candidate.
   *
   * @returns the set's id, by which a test later reads exactly this set
   * @throws VaultError `keys_destroyed` after the customer was erased
   */
  async store(tx: Tx, asked: SecretsToStore): Promise<string> {
    const { customerId, credentialId, secrets, identifiers = [], as: state } = asked;
    const dataKey = await this.dataKeyFor(tx, customerId);
    await this.repository.remove(tx.em, credentialId, state === 'live' ? undefined : state);
    const setId = newId();
    for (const [field, secret] of Object.entries(secrets)) {
      this.repository.add(tx.em, {
        id: newId(),
        setId,
        customerId,
        credentialId,
        field,
        state,
        envelope: this.cipher.seal(dataKey, { credentialId, field }, secret),
        keyedHash: identifiers.includes(field)
          ? this.cipher.hash(boundTo(setId, secret))
          : this.cipher.hash(secret),
        createdAt: tx.now,
      });
    }
    await tx.em.flush();
    return setId;
  }

  /** One more identifier of a set, known only later. False when the set was replaced or deleted meanwhile. */
  async addTo(tx: Tx, setId: string, field: string, secret: SecretText): Promise<boolean> {
    const [first] = await this.repository.set(tx.em, setId);
    if (first === undefined) return false;
    const { customerId, credentialId, state } = first;
    const envelope = this.cipher.seal(await this.dataKeyFor(tx, customerId), { credentialId, field }, secret);
    const row = { id: newId(), setId, customerId, credentialId, field, state, envelope };
    const keyedHash = this.cipher.hash(boundTo(setId, secret));
    this.repository.add(tx.em, { ...row, keyedHash, createdAt: tx.now });
    await tx.em.flush();
    return true;
  }

  /**
   * New values for fields of a set that is the same grant as before: a token that was renewed. When it was given does
   * not change. False when the set was replaced or deleted meanwhile: nothing is kept then.
   */
  async renew(tx: Tx, setId: string, secrets: Readonly<Record<string, SecretText>>): Promise<boolean> {
    const set = await this.repository.set(tx.em, setId);
    const [first] = set;
    if (first === undefined) return false;
    const { customerId, credentialId, state, createdAt } = first;
    const dataKey = await this.dataKeyFor(tx, customerId);
    for (const [field, secret] of Object.entries(secrets)) {
      const envelope = this.cipher.seal(dataKey, { credentialId, field }, secret);
      const sealed = { envelope, keyedHash: this.cipher.hash(secret) };
      const known = set.find((one) => one.field === field);
      const place = { id: newId(), setId, customerId, credentialId, field, state, createdAt };
      if (known) Object.assign(known, sealed);
      else this.repository.add(tx.em, { ...place, ...sealed });
    }
    await tx.em.flush();
    return true;
  }

  /** The fields that a set holds; empty for one that is gone. */
  async fieldsOf(em: EntityManager, setId: string): Promise<string[]> {
    return (await this.repository.set(em, setId)).map(({ field }) => field);
  }

  /** Deletes the fields of a set that nobody needs any more. */
  async prune(tx: Tx, setId: string, isNeeded: (field: string) => boolean): Promise<void> {
    for (const secret of await this.repository.set(tx.em, setId))
      if (!isNeeded(secret.field)) tx.em.remove(secret);
    await tx.em.flush();
  }

  /** The candidate takes the live set's place. False when another has replaced it meanwhile. */
  async promote(tx: Tx, setId: string): Promise<boolean> {
    const set = await this.repository.set(tx.em, setId);
    const [first] = set;
    if (first === undefined) return false;
    if (first.state === 'live') return true;
    await this.repository.remove(tx.em, first.credentialId, 'live');
    for (const secret of set) secret.state = 'live';
    await tx.em.flush();
    return true;
  }

  /** Drops a candidate that its platform rejected; a live set stays. */
  async discardCandidate(tx: Tx, setId: string): Promise<void> {
    const [first] = await this.repository.set(tx.em, setId);
    if (first?.state === 'candidate') await this.repository.remove(tx.em, first.credentialId, 'candidate');
  }

  /**
   * Of a disconnected credential: takes the set in use (else the candidate) out of use without deleting it yet, and
   * deletes what is beside it.
   *
   * @returns the set's id, or null when there is none
   */
  async setAside(tx: Tx, credentialId: string): Promise<string | null> {
    const { live, candidate } = await this.sets(tx.em, credentialId);
    const setId = live ?? candidate;
    if (setId === null) return null;
    if (live !== null) await this.repository.remove(tx.em, credentialId, 'candidate');
    for (const secret of await this.repository.set(tx.em, setId)) secret.state = 'parting';
    await tx.em.flush();
    return setId;
  }

  /** Deletes one set. */
  async destroySet(tx: Tx, setId: string): Promise<void> {
    await this.repository.removeSet(tx.em, setId);
  }

  /** Deletes every secret of a credential (disconnected). */
  async forget(tx: Tx, credentialId: string): Promise<void> {
    await this.repository.remove(tx.em, credentialId);
  }

  /** The sets a credential has now. */
  async sets(
    em: EntityManager,
    credentialId: string,
  ): Promise<{ live: string | null; candidate: string | null }> {
    return {
      live: await this.repository.setIdOf(em, credentialId, 'live'),
      candidate: await this.repository.setIdOf(em, credentialId, 'candidate'),
    };
  }

  /** When a set was given. @throws VaultError `gone` */
  async givenAt(em: EntityManager, setId: string): Promise<Date> {
    const [first] = await this.repository.set(em, setId);
    if (first === undefined) throw new VaultError('gone', 'This secret was replaced or deleted meanwhile.');
    return first.createdAt;
  }

  /**
   * Other customers' credentials that hold one of these very secrets, oldest first; found by keyed hash, nothing is
   * opened. Ask after storing: of two customers who store the same at once, the second waits here for the first.
   */
  async alsoHeldBy(tx: Tx, customerId: string, secrets: readonly SecretText[]): Promise<SecretHolder[]> {
    const hashes = secrets.flatMap((secret) => this.cipher.hashes(secret)).sort();
    for (const hash of hashes) await this.repository.lockHash(tx.em, hash);
    return this.repository.holders(tx.em, hashes, customerId);
  }

  /** Those of the words that are stored secrets, of whatever customer; found by keyed hash, nothing is opened. */
  async recognised(em: EntityManager, words: readonly string[]): Promise<ReadonlySet<string>> {
    const wordOf = new Map(
      words.flatMap((word) => this.cipher.hashes(new SecretText(word)).map((hash) => [hash, word] as const)),
    );
    const known = await this.repository.known(em, [...wordOf.keys()]);
    return new Set(known.flatMap((hash) => wordOf.get(hash) ?? []));
  }

  /**
   * Destroys the customer's data key: every secret of theirs, in backups too, is unreadable from now on, and
   * nothing of theirs can be stored again. The secrets and their hashes go with it. A second time does nothing.
   */
  async destroyKeys(tx: Tx, customerId: string): Promise<void> {
    const key = await this.repository.dataKey(tx.em, customerId);
    const gone = { wrapped: null, destroyedAt: tx.now };
    // Who never had a key has a destroyed one: nothing is stored for them any more either.
    if (!key) this.repository.addDataKey(tx.em, { id: newId(), customerId, createdAt: tx.now, ...gone });
    else if (key.wrapped) Object.assign(key, gone);
    await this.repository.removeOfCustomer(tx.em, customerId);
  }

  private async dataKeyFor(tx: Tx, customerId: string): Promise<DataKey> {
    const found = await this.repository.dataKey(tx.em, customerId);
    if (found !== null) return openable(found);
    const made = this.cipher.createDataKey(newId(), customerId);
    this.repository.addDataKey(tx.em, { ...made, createdAt: tx.now, destroyedAt: null });
    return made;
  }
}

/** @throws VaultError `keys_destroyed` */
export function openable(
  key: { id: string; customerId: string; wrapped?: string | null | undefined } | null,
): DataKey {
  if (!key?.wrapped) {
    throw new VaultError('keys_destroyed', 'The customer was erased: their secrets can no longer be opened.');
  }
  return { id: key.id, customerId: key.customerId, wrapped: asWrappedKey(key.wrapped) };
}
