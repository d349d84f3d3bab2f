import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Call, type CallKind } from './call.entity.js';
import type { Interval } from './propose-slot.js';

const DAY_MS = 86_400_000;

@Injectable()
export class CallRepository {
  add(em: EntityManager, call: Omit<Call, 'version'>): Call {
    const row = em.create(Call, { ...call, version: 1 });
    em.persist(row);
    return row;
  }

  async get(em: EntityManager, id: string): Promise<Call> {
    const call = await em.findOne(Call, { id });
    if (!call) throw commonErrors.not_found(`There is no call with the id ${id}.`);
    return call;
  }

  scheduled(em: EntityManager, customerId: string): Promise<Call[]> {
    return em.find(Call, { customerId, status: 'scheduled' }, { orderBy: { startsAt: 'asc' } });
  }

  /** The scheduled one, else the last held one. */
  async current(em: EntityManager, customerId: string, kind: CallKind): Promise<Call | null> {
    const calls = await em.find(
      Call,
      { customerId, kind, status: { $in: ['scheduled', 'held'] } },
      { orderBy: { createdAt: 'desc', id: 'desc' } },
    );
    return calls.find(({ status }) => status === 'scheduled') ?? calls[0] ?? null;
  }

  /**
   * What the manager is busy with from a day before `from` on, without the call `exceptId`. The manager's row is
   * locked, so that two customers cannot take one slot.
   */
  async busy(em: EntityManager, csmId: string, from: Date, exceptId: string | null): Promise<Interval[]> {
    await em.execute('select 1 from csm where id = ? for no key update', [csmId]);
    const calls = await em.find(Call, {
      csmId,
      status: 'scheduled',
      startsAt: { $gte: new Date(from.getTime() - DAY_MS) },
    });
    return calls
      .filter(({ id }) => id !== exceptId)
      .map(({ startsAt, minutes }) => ({
        startsAt,
        endsAt: new Date(startsAt.getTime() + minutes * 60_000),
      }));
  }
}
