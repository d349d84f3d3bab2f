import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { callAggregate } from '../call.aggregate.js';
import type { CallRecording, DropReason } from './recording.entity.js';
import { RecordingDisposal } from './recording-disposal.js';
import { RecordingRepository } from './recording.repository.js';
import { RecordingStore } from './recording-store.js';

/** Removes a dropped recording's file, and only then says so: a crash between the two does it again. */
@Injectable()
export class RecordingSweep {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly recordings: RecordingRepository,
    private readonly disposal: RecordingDisposal,
    private readonly store: RecordingStore,
  ) {}

  /** @returns false where somebody else has moved it meanwhile */
  drop(actor: Actor, found: CallRecording, reason: DropReason): Promise<boolean> {
    return this.change(actor, found, found.status, async (tx, row) => this.disposal.drop(tx, row, reason));
  }

  /** @throws recording_store_away (503): it stays `deleting` */
  async remove(actor: Actor, found: CallRecording): Promise<boolean> {
    if (found.key) await this.store.remove(found.key, found.uploadRef ?? null);
    return this.change(actor, found, 'deleting', (tx, row) => this.disposal.gone(tx, row));
  }

  private change(
    actor: Actor,
    { id, callId }: CallRecording,
    from: CallRecording['status'],
    work: (tx: Tx, row: CallRecording) => Promise<void>,
  ): Promise<boolean> {
    return this.unitOfWork.run(actor, async (tx) => {
      await tx.lock(callAggregate, callId);
      const row = await this.recordings.find(tx.em, id);
      if (row?.status !== from) return false;
      await work(tx, row);
      return true;
    });
  }
}
