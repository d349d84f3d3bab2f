import { Injectable } from '@nestjs/common';
import { Call } from '../../calls/call.entity.js';
import { CALL_NAMES } from '../../calls/call.entries.js';
import { endOf } from '../../calls/call-details.js';
import { lasted } from '../../calls/call-times.js';
import { RecordingView } from '../../calls/recordings/recording-view.js';
import { Csm } from '../../customers/csm.entity.js';
import type { EntityManager } from '../../platform/database/database.js';
import { isId } from '../../platform/ids/new-id.js';
import type { Actor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import type { CallPerson, CallSessionView } from '../call-view.js';
import { OnboardingQueries } from '../onboarding.queries.js';
import { ActorNames } from '../view/actor-names.queries.js';

/** Calls on which an onboarding is worked through; a check-in is not. */
const HANDS_ON = ['onboarding', 'follow_up'] as const;

/** The page of a call: its clock, its people, the lines to say, the runbook beside it. */
@Injectable()
export class CallSessions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly onboarding: OnboardingQueries,
    private readonly names: ActorNames,
    private readonly recordings: RecordingView,
  ) {}

  /** Null for an unknown id. */
  async view(id: string, actor: Actor): Promise<CallSessionView | null> {
    if (!isId(id)) return null;
    const read = await this.unitOfWork.look(actor, (tx) => this.read(tx, id));
    if (!read) return null;
    return { ...read.view, onboarding: await this.onboarding.view(read.customerId, actor) };
  }

  private async read(
    tx: Tx,
    id: string,
  ): Promise<{ customerId: string; view: Omit<CallSessionView, 'onboarding'> } | null> {
    const call = await tx.em.findOne(Call, { id });
    if (!call) return null;
    const csm = await tx.em.findOneOrFail(Csm, { id: call.csmId });
    const others = await tx.em.find(Call, {
      customerId: call.customerId,
      kind: { $in: [...HANDS_ON] },
      startedAt: { $ne: null },
      id: { $ne: id },
    });
    const view = {
      ...planOf(call),
      otherCallsMs: others.reduce((sum, other) => sum + lasted(other, tx.now), 0),
      otherCalls: others.length,
      csm: { name: csm.name, timezone: csm.timezone },
      answered: await this.answered(tx.em, call),
      ...(await this.recordings.of(tx, call.id)),
    };
    return { customerId: call.customerId, view };
  }

  private async answered(em: EntityManager, { consents }: Call): Promise<CallSessionView['answered']> {
    const last = consents.at(-1);
    if (!last) return null;
    const who = { actorKind: 'staff', actorId: last.recordedBy };
    const { name, words, at } = last;
    return { name, words, at, by: (await this.names.of(em, [who]))(who) };
  }
}

function planOf(call: Call) {
  const { id, kind, status, startsAt, startedAt, endedAt, minutes, meetingLink, consent } = call;
  return {
    id,
    kind,
    title: CALL_NAMES[kind],
    status,
    startsAt: startsAt.toISOString(),
    endsAt: endOf(call).toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    plannedMinutes: minutes,
    meetingUrl: meetingLink ?? null,
    people: call.attendees.map(personOf),
    remarks: remarksOf(call),
    consent,
    outlook: call.outlook ? { state: call.outlook, why: call.outlookReason ?? '' } : null,
  };
}

const personOf = ({ name, email, role, position }: Call['attendees'][number]): CallPerson => ({
  name,
  email,
  position: role === 'csm' ? 'Customer success manager' : (position ?? null),
});

function remarksOf({ slotReason, changeReason, timeReason, outcomeReason, status }: Call) {
  const over = status === 'cancelled' ? 'Why it was cancelled' : 'What came of it';
  return [
    { title: 'Why this time', text: slotReason },
    { title: 'Why it was moved', text: changeReason },
    { title: 'Why its times were corrected', text: timeReason },
    { title: over, text: outcomeReason },
  ].flatMap(({ title, text }) => (text ? [{ title, text }] : []));
}
