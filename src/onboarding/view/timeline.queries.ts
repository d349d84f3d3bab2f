import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { sayEntry, type EntryData } from '../../platform/history/entry-type.js';
import { isId } from '../../platform/ids/new-id.js';
import { ActorNames } from './actor-names.queries.js';

export interface TimelineItem {
  readonly id: string;
  /** ISO 8601, UTC, business clock. */
  readonly at: string;
  readonly type: string;
  readonly text: string;
  readonly subjectId: string | null;
  readonly by: string;
}

export interface TimelinePage {
  readonly items: readonly TimelineItem[];
  readonly nextCursor: string | null;
}

interface Row {
  readonly id: string;
  readonly at: string;
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

  /** @param cursor `nextCursor` of the page before; refused (400) when it is none */
  async page(customerId: string, limit: number, cursor?: string): Promise<TimelinePage> {
    const em = this.database.em();
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const known = isId(customerId) && (await em.execute('select 1 from customer where id = ?', [customerId]));
    if (!known || known.length === 0)
      throw commonErrors.not_found(`There is no customer with the id ${customerId}.`);
    const rows = await em.execute<Row[]>(
      `select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, type,
              subject_id as "subjectId", actor_kind as "actorKind", actor_id as "actorId", data
         from history_entry where customer_id = ? ${after ? 'and (at, id) < (?::timestamptz, ?::uuid)' : ''}
        order by at desc, id desc limit ?`,
      [customerId, ...(after ?? []), limit + 1],
    );
    const shown = rows.slice(0, limit);
    const say = await this.names.of(em, shown);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(({ actorKind, actorId, data, ...row }) => ({
        ...row,
        text: sayEntry(row.type, data),
        by: say({ actorKind, actorId }),
      })),
      nextCursor: last ? Buffer.from(`${last.at} ${last.id}`).toString('base64url') : null,
    };
  }
}

function readCursor(cursor: string): [string, string] {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (!Number.isNaN(Date.parse(at)) && isId(id)) return [at, id];
  throw commonErrors.validation_failed('The cursor is not one of this list.', {
    fields: [{ field: 'cursor', message: 'must be the nextCursor of the page before' }],
  });
}
