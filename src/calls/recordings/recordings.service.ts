import { Injectable } from '@nestjs/common';
import { formatCustomerNumber } from '../../customers/customer-number.js';
import { CustomerService } from '../../customers/customer.service.js';
import { SystemClock } from '../../platform/clocks/system-clock.js';
import type { AppError } from '../../platform/errors/app-error.js';
import { isId, newId } from '../../platform/ids/new-id.js';
import { dayKey } from '../../platform/time/wall-clock.js';
import { actorId, mayAct } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import type { Call } from '../call.entity.js';
import { callErrors } from '../call.errors.js';
import { CallRepository } from '../call.repository.js';
import { RecordingAccess } from './recording-access.js';
import { isBrokenOff } from './broken-off.js';
import { recordingKey } from './recording-media.js';
import type { CallRecording, MediaType } from './recording.entity.js';
import { recordingClaimed, recordingLinked, recordingStored } from './recording.entries.js';
import { recordingErrors } from './recording.errors.js';
import { RecordingDisposal } from './recording-disposal.js';
import { RecordingRepository } from './recording.repository.js';
import { recordingStates } from './recording.states.js';

/** How long a recording is kept after its call began. */
export const KEPT_DAYS = 90;
/** Who may add a recording to a call. */
export const UPLOAD_ROLES = ['ops', 'csm', 'integration'] as const;
const DAY_MS = 86_400_000;

export interface RecordingAnswer {
  readonly id: string;
  readonly status: CallRecording['status'];
  readonly key: string | null;
  readonly purgeAt: Date;
}

/** What is kept of a call, by recorded consent only. */
@Injectable()
export class Recordings {
  constructor(
    private readonly calls: CallRepository,
    private readonly customers: CustomerService,
    private readonly recordings: RecordingRepository,
    private readonly access: RecordingAccess,
    private readonly disposal: RecordingDisposal,
    private readonly clock: SystemClock,
  ) {}

  async whyNot(tx: Tx, callId: string): Promise<AppError | undefined> {
    const call = await this.calls.get(tx.em, callId);
    const foreign = await this.access.whyNot(tx, call);
    if (foreign) return foreign;
    if (call.consent !== 'given')
      return callErrors.recording_consent_missing('No consent to a recording of this call is written down.');
    if (!call.startedAt) return callErrors.call_not_under_way('There is nothing to record yet.');
    if (purgeAtOf(call) <= tx.now) return recordingErrors.recording_too_old('The call was over 90 days ago.');
    const kept = await this.recordings.live(tx.em, callId);
    if (!kept || isBrokenOff(kept, tx.actor, this.clock.now())) return undefined;
    return kept.status === 'receiving'
      ? recordingErrors.recording_under_way('Its file comes in right now.')
      : recordingErrors.recording_exists('This call has its recording.');
  }

  /** An upload that left bytes behind and will not end, in the way of one that this actor may begin. */
  async leftBehind(tx: Tx, callId: string): Promise<CallRecording | null> {
    const row = isId(callId) ? await this.recordings.live(tx.em, callId) : null;
    const isLeft = row?.heardAt && isBrokenOff(row, tx.actor, this.clock.now());
    return isLeft && mayAct(tx.actor, UPLOAD_ROLES) && !(await this.whyNot(tx, callId)) ? row : null;
  }

  /** The upload goes on. @throws recording_incomplete (400) where another has taken its place */
  async hear(tx: Tx, id: string, uploadRef?: string): Promise<void> {
    const row = await this.recordings.find(tx.em, id);
    if (row?.status !== 'receiving')
      throw recordingErrors.recording_incomplete('The upload was given up meanwhile.');
    row.heardAt = this.clock.now();
    if (uploadRef !== undefined) row.uploadRef = uploadRef;
  }

  /** Claims the key before the first byte: one upload has it, and what a crash leaves is known. */
  async claim(tx: Tx, callId: string, mediaType: MediaType, bytes: number): Promise<RecordingAnswer> {
    const call = await this.calls.get(tx.em, callId);
    await this.dropUnused(tx, callId);
    const { number, timezone } = await this.customers.get(tx, call.customerId);
    const day = dayKey(call.startedAt ?? tx.now, timezone);
    const key = recordingKey(day, formatCustomerNumber(number), mediaType);
    if (await this.recordings.underStem(tx.em, key.replace(/\.\w+$/, '')))
      throw recordingErrors.recording_exists(`There is one of this customer for ${day}.`);
    const row = this.add(tx, call, {
      ...{ status: 'receiving', key, mediaType, bytes },
      claimedBy: actorId(tx.actor),
    });
    this.record(tx, recordingClaimed, row);
    return answer(row);
  }

  async link(tx: Tx, callId: string, link: string): Promise<RecordingAnswer> {
    await this.dropUnused(tx, callId);
    const row = this.add(tx, await this.calls.get(tx.em, callId), { status: 'linked', link });
    this.record(tx, recordingLinked, row);
    return answer(row);
  }

  /** The file is whole. Where consent was withdrawn meanwhile, it goes again. */
  async settle(tx: Tx, row: CallRecording): Promise<RecordingAnswer> {
    if (row.status !== 'receiving')
      throw recordingErrors.recording_incomplete('The upload was given up meanwhile.');
    const { consent } = await this.calls.get(tx.em, row.callId);
    const { status } = await this.customers.get(tx, row.customerId);
    if (consent !== 'given' || status === 'closed') {
      this.disposal.drop(tx, row, consent === 'given' ? 'closed' : 'consent_withdrawn');
      return answer(row);
    }
    recordingStates.move(row, 'stored');
    this.record(tx, recordingStored, row);
    return answer(row);
  }

  /** A claim that no byte followed has no file: it gives way at once. One that has is cleared by the upload itself. */
  private async dropUnused(tx: Tx, callId: string): Promise<void> {
    const row = await this.recordings.live(tx.em, callId);
    if (!row) return;
    if (row.heardAt) throw recordingErrors.recording_under_way('What came of it before is being removed.');
    this.disposal.drop(tx, row, 'upload_failed');
    await this.disposal.gone(tx, row);
    await tx.em.flush();
  }

  private add(
    tx: Tx,
    call: Call,
    more: Partial<CallRecording> & Pick<CallRecording, 'status'>,
  ): CallRecording {
    return this.recordings.add(tx.em, {
      id: newId(),
      customerId: call.customerId,
      callId: call.id,
      claimedAt: this.clock.now(),
      purgeAt: purgeAtOf(call),
      createdAt: tx.now,
      ...more,
    });
  }

  private record(tx: Tx, type: typeof recordingStored, { id, callId, customerId }: CallRecording): void {
    tx.record(type, { subjectId: callId, customerId, data: { recordingId: id } });
  }
}

const purgeAtOf = ({ startedAt, startsAt }: Call): Date =>
  new Date((startedAt ?? startsAt).getTime() + KEPT_DAYS * DAY_MS);

export const answer = ({ id, status, key, purgeAt }: CallRecording): RecordingAnswer => ({
  id,
  status,
  key: key ?? null,
  purgeAt,
});
