import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../database/database.js';
import { newId } from '../ids/new-id.js';

export interface StoredValue {
  readonly id: string;
  readonly key: string;
  /** Whether `value` counts; false once it was set back to the default. */
  readonly isSet: boolean;
  readonly value: unknown;
  readonly version: number;
  readonly changedAt: Date;
  readonly changedBy: string;
}

type Row = Omit<StoredValue, 'changedAt'> & { readonly changedAt: string | Date };

const COLUMNS = `id, key, value is not null as "isSet", value, version,
  changed_at as "changedAt", changed_by as "changedBy"`;
const stored = (row: Row): StoredValue => ({ ...row, changedAt: new Date(row.changedAt) });

/** By statements, never through the identity map: what is read is what the transaction sees now. */
@Injectable()
export class StoredSettings {
  async find(em: EntityManager, key: string): Promise<StoredValue | undefined> {
    const [row] = await em.execute<Row[]>(`select ${COLUMNS} from setting where key = ?`, [key]);
    return row && stored(row);
  }

  async all(em: EntityManager): Promise<StoredValue[]> {
    return (await em.execute<Row[]>(`select ${COLUMNS} from setting`)).map(stored);
  }

  /** The row, made at version 0 when there is none; the second of two who change it waits for the first. */
  async lock(em: EntityManager, key: string, at: Date, by: string): Promise<StoredValue> {
    await em.execute(
      `insert into setting (id, key, value, version, changed_at, changed_by)
       values (?, ?, null, 0, ?, ?) on conflict (key) do nothing`,
      [newId(), key, at, by],
    );
    const rows = await em.execute<Row[]>(`select ${COLUMNS} from setting where key = ? for update`, [key]);
    return stored(rows[0] as Row);
  }

  /** @param json null sets it back to the default */
  async write(em: EntityManager, id: string, json: string | null, at: Date, by: string): Promise<void> {
    await em.execute(
      `update setting set value = ?::jsonb, version = version + 1, changed_at = ?, changed_by = ? where id = ?`,
      [json, at, by, id],
    );
  }
}
