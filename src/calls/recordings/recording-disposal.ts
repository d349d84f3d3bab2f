import { Injectable } from '@nestjs/common';
import type { AppError } from '../../platform/errors/app-error.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { CallRepository } from '../call.repository.js';
import { RecordingAccess } from './recording-access.js';
import type { CallRecording, DropReason } from './recording.entity.js';
import { recordingDeleted, recordingDropped } from './recording.entries.js';
import { recordingErrors } from './recording.errors.js';
import { RecordingRepository } from './recording.repository.js';
import { recordingStates } from './recording.states.js';

/** The end of recordings: files are deleted by upkeep, what a link leads to by a person who confirms it. */
@Injectable()
export class RecordingDisposal {
  constructor(
    private readonly calls: CallRepository,
    private readonly recordings: RecordingRepository,
    private readonly access: RecordingAccess,
  ) {}

  async whyNotDelete(tx: Tx, callId: string): Promise<AppError | undefined> {
    const foreign = await this.access.whyNot(tx, await this.calls.get(tx.em, callId));
    if (foreign) return foreign;
    return (await this.recordings.kept(tx.em, callId))
      ? undefined
      : recordingErrors.recording_missing('This call has no recording that could be deleted.');
  }

  async whyNotConfirm(tx: Tx, callId: string): Promise<AppError | undefined> {
    const foreign = await this.access.whyNot(tx, await this.calls.get(tx.em, callId));
    if (foreign) return foreign;
    const shown = await this.recordings.shown(tx.em, callId);
    return shown?.status === 'to_delete'
      ? undefined
      : commonErrors.transition_refused('No linked recording of this call waits for deletion.');
  }

  async deleteOf(tx: Tx, callId: string, reason: DropReason): Promise<{ deleted: number }> {
    // An upload under way keeps its key until it ends: it looks then whether it may stay.
    const kept = await this.recordings.kept(tx.em, callId);
    if (kept) this.drop(tx, kept, reason);
    return { deleted: kept ? 1 : 0 };
  }

  async deleteOfCustomer(tx: Tx, customerId: string): Promise<void> {
    for (const row of await this.recordings.keptOfCustomer(tx.em, customerId)) this.drop(tx, row, 'closed');
  }

  /** Deleted where the meeting tool keeps it: somebody has looked. */
  async confirm(tx: Tx, callId: string): Promise<{ deleted: number }> {
    const shown = await this.recordings.shown(tx.em, callId);
    if (shown?.status === 'to_delete') await this.gone(tx, shown);
    return { deleted: shown ? 1 : 0 };
  }

  /** Not to be played from now on. */
  drop(tx: Tx, row: CallRecording, reason: DropReason): void {
    recordingStates.move(row, row.status === 'linked' ? 'to_delete' : 'deleting');
    row.dropReason = reason;
    const { id: recordingId, callId: subjectId, customerId } = row;
    tx.record(recordingDropped, { subjectId, customerId, data: { recordingId, reason } });
  }

  /** The file or what the link led to is no more: nothing of it stays but that it was. */
  async gone(tx: Tx, row: CallRecording): Promise<void> {
    recordingStates.move(row, 'deleted');
    row.deletedAt = tx.now;
    row.link = null;
    row.uploadRef = null;
    await this.recordings.forgetPlays(tx.em, row.id);
    const { id: recordingId, callId: subjectId, customerId, dropReason } = row;
    tx.record(recordingDeleted, {
      subjectId,
      customerId,
      data: { recordingId, reason: dropReason ?? 'by_hand' },
    });
  }
}
