import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { sayEntry, type EntryData } from '../../platform/history/entry-type.js';
import { keysetPage, type KeysetPage, type keysetQuery } from '../../platform/listing/keyset-page.js';
import { ActorNames } from './actor-names.queries.js';

export interface TimelineItem {
  readonly id: string;
  /** Business clock. */
  readonly at: Date;
  readonly type: string;
  readonly text: string;
  readonly subjectId: string | null;
  readonly by: string;
}

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly type: string;
  readonly subjectId: string | null;
  readonly actorKind: string;
  readonly actorId: string;
  readonly data: EntryData;
}

/** Everything that happened to a customer, newest first. */
@Injectable()
export class TimelineQueries {
  constructor(
    private readonly database: Database,
    private readonly names: ActorNames,
  ) {}

  async page(
    customerId: string,
    { limit, cursor }: z.output<typeof keysetQuery>,
  ): Promise<KeysetPage<TimelineItem>> {
    const older = cursor === undefined ? '' : 'and id < ?';
    const items = await this.items(`customer_id = ? ${older} order by id desc limit ?`, [
      customerId,
      ...(cursor === undefined ? [] : [cursor]),
      limit + 1,
    ]);
    return keysetPage(items, limit);
  }

  /** The newest entry about a customer; null before the first. Cheap enough to be asked for every few seconds. */
  async newest(customerId: string): Promise<string | null> {
    const [row] = await this.database
      .em()
      .execute<{ id: string }[]>(
        'select id from history_entry where customer_id = ? order by id desc limit 1',
        [customerId],
      );
    return row?.id ?? null;
  }

  /** What happened to one record, oldest first; the newest two hundred. */
  async ofSubject(subjectId: string): Promise<TimelineItem[]> {
    return (await this.items('subject_id = ? order by id desc limit 200', [subjectId])).reverse();
  }

  private async items(where: string, params: readonly unknown[]): Promise<TimelineItem[]> {
    const em = this.database.em();
    const rows = await em.execute<Row[]>(
      `select id, at, type, subject_id as "subjectId", actor_kind as "actorKind", actor_id as "actorId", data
         from history_entry where ${where}`,
      [...params],
    );
    const say = await this.names.of(em, rows);
    return rows.map(({ actorKind, actorId, data, at, ...row }) => ({
      ...row,
      at: new Date(at),
      text: sayEntry(row.type, data),
      by: say({ actorKind, actorId }),
    }));
  }
}
