import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../platform/database/database.js';
import { type KeysetPage, keysetPage, keysetQuery } from '../platform/listing/keyset-page.js';
import type { ListPort } from '../platform/listing/list-port.js';
import { Call, CALL_KINDS } from './call.entity.js';
import { callList } from './call-list.js';
import { CallRepository } from './call.repository.js';
import { CALL_STATES } from './call.states.js';

export const callsQuery = keysetQuery.extend({
  status: z.enum(CALL_STATES).optional(),
  kind: z.enum(CALL_KINDS).optional(),
  csm: z.union([z.uuid(), z.email()], 'must be the id or e-mail of a CSM').optional(),
  customerId: z.uuid().optional(),
});
export type CallsQuery = z.infer<typeof callsQuery>;

/** A call as REST shows it. */
export type CallView = Omit<Call, 'icsUid' | 'icsSequence' | 'outcome'>;

/** What pages and REST read of calls. */
@Injectable()
export class CallQueries {
  readonly list: ListPort;

  constructor(
    private readonly database: Database,
    private readonly calls: CallRepository,
  ) {
    this.list = callList(database);
  }

  /** REST: newest first. */
  async page({ limit, cursor, csm, ...exact }: CallsQuery): Promise<KeysetPage<CallView>> {
    const em = this.database.em();
    const rows = await em.find(
      Call,
      {
        ...Object.fromEntries(Object.entries(exact).filter(([, value]) => value !== undefined)),
        ...(csm === undefined ? {} : { csmId: { $in: await this.managerIds(csm) } }),
        ...(cursor === undefined ? {} : { id: { $lt: cursor } }),
      },
      { orderBy: { id: 'desc' }, limit: limit + 1 },
    );
    return keysetPage(rows.map(view), limit);
  }

  /** @throws not_found (404) */
  async one(id: string): Promise<CallView> {
    return view(await this.calls.get(this.database.em(), id));
  }

  private async managerIds(csm: string): Promise<string[]> {
    if (!csm.includes('@')) return [csm];
    const rows = await this.database
      .em()
      .execute<{ id: string }[]>('select id from csm where lower(email) = ?', [csm.toLowerCase()]);
    return rows.map(({ id }) => id);
  }
}

function view(call: Call): CallView {
  const { icsUid: _uid, icsSequence: _sequence, outcome: _outcome, ...shown } = call;
  return shown;
}
