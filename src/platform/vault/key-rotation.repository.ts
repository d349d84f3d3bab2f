import { Injectable } from '@nestjs/common';

import type { EntityManager } from '../database/database.js';
import type { Envelope, KeyedHash, WrappedKey } from './envelope.js';

/** No row has it: to begin with when going by id. */
export const LOWEST_ID = '00000000-0000-0000-0000-000000000000';

/** A row and what its column held when it was read, and shall hold. */
export interface Replacement {
  readonly id: string;
  readonly before: string;
  readonly after: string;
}

export interface KeyRow {
  readonly id: string;
  readonly customerId: string;
  readonly wrapped: WrappedKey;
}

export interface SecretRow {
  readonly id: string;
  readonly setId: string;
  readonly customerId: string;
  readonly credentialId: string;
  readonly field: string;
  readonly envelope: Envelope;
  readonly keyedHash: KeyedHash;
  /** The customer's data key. */
  readonly keyId: string;
  readonly wrapped: WrappedKey;
}

/** The two places that hold something of a key of the ring, and the key's id in each row (indexed). */
const PLACES = {
  dataKeys: { table: 'customer_data_key', column: 'wrapped', key: `split_part(wrapped, ':', 3)` },
  secrets: { table: 'vault_secret', column: 'keyed_hash', key: `split_part(keyed_hash, ':', 3)` },
} as const;
export type RingPlace = keyof typeof PLACES;

/** What of the vault is under which key of the ring, and how it gets under another. */
@Injectable()
export class KeyRotationRepository {
  /** Ids of the keys that something is under; as quick for millions of rows as for one. */
  async used(em: EntityManager): Promise<string[]> {
    const found = await Promise.all(
      Object.values(PLACES).map(({ table, key }) =>
        em.execute<{ kid: string }[]>(
          `with recursive used as (
             (select ${key} as kid from ${table} where ${key} is not null order by 1 limit 1)
             union all
             select (select ${key} from ${table} where ${key} > used.kid order by 1 limit 1) from used
              where used.kid is not null)
           select kid from used where kid is not null`,
        ),
      ),
    );
    return [...new Set(found.flat().map(({ kid }) => kid))].sort();
  }

  async count(em: EntityManager, place: RingPlace, kid: string): Promise<number> {
    const { table, key } = PLACES[place];
    const [row] = await em.execute<{ n: number }[]>(
      `select count(*)::int as n from ${table} where ${key} = ?`,
      [kid],
    );
    return row?.n ?? 0;
  }

  /** Data keys under a key of the ring, by id from after `after`. */
  keysUnder(em: EntityManager, kid: string, after: string, limit: number): Promise<KeyRow[]> {
    return em.execute<KeyRow[]>(
      `select id, customer_id as "customerId", wrapped from customer_data_key
        where split_part(wrapped, ':', 3) = ? and id > ? order by id limit ?`,
      [kid, after, limit],
    );
  }

  /** Secrets whose hash is under a key of the ring, with their customer's data key, by id from after `after`. */
  secretsUnder(em: EntityManager, kid: string, after: string, limit: number): Promise<SecretRow[]> {
    return em.execute<SecretRow[]>(
      `select s.id, s.set_id as "setId", s.customer_id as "customerId", s.credential_id as "credentialId", s.field,
              s.envelope, s.keyed_hash as "keyedHash", k.id as "keyId", k.wrapped
         from vault_secret s join customer_data_key k on k.customer_id = s.customer_id and k.wrapped is not null
        where split_part(s.keyed_hash, ':', 3) = ? and s.id > ? order by s.id limit ?`,
      [kid, after, limit],
    );
  }

  /** Replaces what is still as it was read; a newer value, or a row gone meanwhile, stays so. @returns how many */
  async replace(em: EntityManager, place: RingPlace, rows: readonly Replacement[]): Promise<number> {
    if (rows.length === 0) return 0;
    const { table, column } = PLACES[place];
    const values = rows.map(() => '(?::uuid, ?, ?)').join(', ');
    const done = await em.execute<unknown[]>(
      `update ${table} t set ${column} = v.after from (values ${values}) as v(id, before, after)
        where t.id = v.id and t.${column} = v.before returning t.id`,
      rows.flatMap(({ id, before, after }) => [id, before, after]),
    );
    return done.length;
  }

  /** When the newest answer was kept whose request is known by a hash under this key; undefined for none. */
  async lastRequest(em: EntityManager, kid: string): Promise<Date | undefined> {
    const [row] = await em.execute<{ at: Date | string | null }[]>(
      `select max(created_at) as at from idempotency_key where split_part(request_hash, ':', 3) = ?`,
      [kid],
    );
    return row?.at ? new Date(row.at) : undefined;
  }
}
