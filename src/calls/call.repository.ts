import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { CsmAbsence } from '../customers/csm-absence.entity.js';
import { Csm } from '../customers/csm.entity.js';
import { Call, type CallKind } from './call.entity.js';
import type { Interval } from './propose-slot.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

type Given =
  | 'id'
  | 'customerId'
  | 'kind'
  | 'status'
  | 'startsAt'
  | 'minutes'
  | 'csmId'
  | 'attendees'
  | 'icsUid'
  | 'createdAt';

const NEW = {
  startedAt: null,
  endedAt: null,
  meetingLink: null,
  icsSequence: 0,
  slotReason: null,
  changeReason: null,
  outcome: null,
  outcomeReason: null,
  timeReason: null,
  movesByLink: 0,
  outlook: null,
  outlookReason: null,
  consents: [],
  consent: 'not_asked' as const,
  version: 1,
};

/** A call (`coverId` null) or an absence, with who takes over meanwhile. */
export interface Busy extends Interval {
  readonly coverId: string | null;
}

@Injectable()
export class CallRepository {
  /** A new call: nothing of it has happened yet. */
  add(em: EntityManager, call: Pick<Call, Given> & Partial<Call>): Call {
    const row = em.create(Call, { ...NEW, ...call });
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

  /** Scheduled calls that a manager leads. */
  ledBy(em: EntityManager, csmId: string): Promise<Call[]> {
    return em.find(Call, { csmId, status: 'scheduled' }, { orderBy: { id: 'asc' } });
  }

  /** Calls of a manager to come that touch the time, and that nobody has begun. */
  async ahead(em: EntityManager, csmId: string, from: Date, to: Date): Promise<Call[]> {
    const startsAt = { $gt: new Date(from.getTime() - DAY_MS), $lt: to };
    const calls = await em.find(
      Call,
      { csmId, status: 'scheduled', startedAt: null, startsAt },
      { orderBy: { startsAt: 'asc', id: 'asc' }, refresh: true },
    );
    return calls.filter(({ startsAt: at, minutes }) => at.getTime() + minutes * MINUTE_MS > from.getTime());
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

  /** The scheduled call of a kind. */
  next(em: EntityManager, customerId: string, kind: CallKind): Promise<Call | null> {
    return em.findOne(Call, { customerId, kind, status: 'scheduled' });
  }

  /**
   * What the manager is busy with from a day before `from` on, without the call `exceptId`: calls, and absences. The
   * manager's row is locked, so that two customers cannot take one slot.
   */
  async busy(em: EntityManager, csmId: string, from: Date, exceptId: string | null): Promise<Busy[]> {
    await em.execute('select 1 from csm where id = ? for no key update', [csmId]);
    return [...(await this.calls(em, csmId, from, exceptId)), ...(await this.absences(em, csmId, from))];
  }

  /** As `busy`, without locks: for showing. */
  async seen(em: EntityManager, csmId: string, from: Date, exceptId: string | null): Promise<Busy[]> {
    return [...(await this.calls(em, csmId, from, exceptId)), ...(await this.absences(em, csmId, from))];
  }

  /** Every manager at work here, locked in one order. */
  async managers(em: EntityManager): Promise<Csm[]> {
    await em.execute('select 1 from csm where active order by id for no key update');
    return em.find(Csm, { active: true }, { orderBy: { name: 'asc', id: 'asc' } });
  }

  private async calls(
    em: EntityManager,
    csmId: string,
    from: Date,
    exceptId: string | null,
  ): Promise<Busy[]> {
    const startsAt = { $gte: new Date(from.getTime() - DAY_MS) };
    const calls = await em.find(Call, { csmId, status: 'scheduled', startsAt });
    return calls
      .filter(({ id }) => id !== exceptId)
      .map((call) => ({
        startsAt: call.startsAt,
        endsAt: new Date(call.startsAt.getTime() + call.minutes * 60_000),
        coverId: null,
      }));
  }

  private async absences(em: EntityManager, csmId: string, from: Date): Promise<Busy[]> {
    const absences = await em.find(CsmAbsence, { csmId, endsAt: { $gt: from } });
    return absences.map(({ startsAt, endsAt, coverId }) => ({ startsAt, endsAt, coverId }));
  }
}
