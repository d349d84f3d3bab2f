import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { CallRecording, RecordingPlay } from './recording.entity.js';
import type { RecordingStatus } from './recording.states.js';

type Given = 'id' | 'customerId' | 'callId' | 'status' | 'claimedAt' | 'purgeAt' | 'createdAt';

const NEW = {
  key: null,
  uploadRef: null,
  claimedBy: null,
  heardAt: null,
  link: null,
  mediaType: null,
  bytes: null,
  dropReason: null,
  deletedAt: null,
  version: 1,
};

/** Kept, or about to be. */
const LIVE = ['receiving', 'stored', 'linked'] as const;

@Injectable()
export class RecordingRepository {
  add(em: EntityManager, row: Pick<CallRecording, Given> & Partial<CallRecording>): CallRecording {
    const recording = em.create(CallRecording, { ...NEW, ...row });
    em.persist(recording);
    return recording;
  }

  find(em: EntityManager, id: string): Promise<CallRecording | null> {
    return em.findOne(CallRecording, { id });
  }

  /** The one that a call has. */
  live(em: EntityManager, callId: string): Promise<CallRecording | null> {
    return em.findOne(CallRecording, { callId, status: { $in: [...LIVE] } });
  }

  /** The one that a call has, whole. */
  kept(em: EntityManager, callId: string): Promise<CallRecording | null> {
    return em.findOne(CallRecording, { callId, status: { $in: ['stored', 'linked'] } });
  }

  /** The live one, else the newest that is not deleted yet. */
  async shown(em: EntityManager, callId: string): Promise<CallRecording | null> {
    return (
      (await this.live(em, callId)) ??
      em.findOne(CallRecording, { callId, status: { $ne: 'deleted' } }, { orderBy: { id: 'desc' } })
    );
  }

  keptOfCustomer(em: EntityManager, customerId: string): Promise<CallRecording[]> {
    return em.find(
      CallRecording,
      { customerId, status: { $in: ['stored', 'linked'] } },
      { orderBy: { id: 'asc' } },
    );
  }

  /** A file of the same customer and day, whatever its kind. */
  underStem(em: EntityManager, stem: string): Promise<CallRecording | null> {
    return em.findOne(CallRecording, {
      key: { $in: [`${stem}.mp4`, `${stem}.webm`] },
      status: { $in: ['receiving', 'stored', 'deleting'] },
    });
  }

  /** Past their day, or uploads that were last heard of before `silent`. */
  due(em: EntityManager, now: Date, silent: Date, limit: number): Promise<CallRecording[]> {
    const past = {
      status: { $in: ['stored', 'linked'] satisfies RecordingStatus[] },
      purgeAt: { $lte: now },
    };
    const left = {
      status: 'receiving' as const,
      $or: [{ heardAt: { $lt: silent } }, { heardAt: null, claimedAt: { $lt: silent } }],
    };
    return em.find(CallRecording, { $or: [past, left] }, { orderBy: { id: 'asc' }, limit });
  }

  deleting(em: EntityManager, limit: number): Promise<CallRecording[]> {
    return em.find(CallRecording, { status: 'deleting' }, { orderBy: { id: 'asc' }, limit });
  }

  async nextPurge(em: EntityManager): Promise<Date | undefined> {
    const [row] = await em.execute<{ due: Date | string | null }[]>(
      "select min(purge_at) as due from call_recording where status in ('stored', 'linked')",
    );
    return row?.due ? new Date(row.due) : undefined;
  }

  addPlay(em: EntityManager, play: RecordingPlay): void {
    em.persist(em.create(RecordingPlay, play));
  }

  findPlay(em: EntityManager, id: string): Promise<RecordingPlay | null> {
    return em.findOne(RecordingPlay, { id });
  }

  async forgetPlays(em: EntityManager, recordingId: string): Promise<void> {
    await em.nativeDelete(RecordingPlay, { recordingId });
  }

  /** Whether this account is the manager's: they are told by their address. */
  async isManager(em: EntityManager, staffId: string, csmId: string): Promise<boolean> {
    const rows = await em.execute<unknown[]>(
      'select 1 from staff_member s join csm m on lower(m.email) = lower(s.email) where s.id = ? and m.id = ?',
      [staffId, csmId],
    );
    return rows.length > 0;
  }
}
