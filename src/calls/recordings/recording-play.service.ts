import { Injectable } from '@nestjs/common';
import type { AppError } from '../../platform/errors/app-error.js';
import { isId, newId } from '../../platform/ids/new-id.js';
import { actorId, mayAct, type Actor } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { UnitOfWork } from '../../platform/unit-of-work/unit-of-work.js';
import { CallRepository } from '../call.repository.js';
import { RecordingAccess } from './recording-access.js';
import type { MediaType } from './recording.entity.js';
import { recordingPlayed } from './recording.entries.js';
import { recordingErrors } from './recording.errors.js';
import { RecordingRepository } from './recording.repository.js';

/** Who may watch; leadership may not. */
export const PLAY_ROLES = ['ops', 'csm'] as const;
/** Milliseconds for which one press of Play opens the file. */
const PLAY_MS = 4 * 3_600_000;

export interface Play {
  /** Opens the file at `/admin/recordings/:playId` and `/api/v1/recordings/:playId`; null for a link. */
  readonly playId: string | null;
  readonly mediaType: MediaType | null;
  readonly link: string | null;
}

/** A file that may be read now. */
export interface Playable {
  readonly key: string;
  readonly mediaType: MediaType;
  readonly bytes: number;
}

/** Playing is written down once, by the press; the player then asks for parts as often as it likes. */
@Injectable()
export class RecordingPlays {
  constructor(
    private readonly calls: CallRepository,
    private readonly recordings: RecordingRepository,
    private readonly access: RecordingAccess,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async whyNot(tx: Tx, callId: string): Promise<AppError | undefined> {
    const foreign = await this.access.whyNotPlay(tx, await this.calls.get(tx.em, callId));
    if (foreign) return foreign;
    return (await this.recordings.kept(tx.em, callId))
      ? undefined
      : recordingErrors.recording_missing('This call has no recording.');
  }

  async begin(tx: Tx, callId: string): Promise<Play> {
    const row = await this.recordings.kept(tx.em, callId);
    if (!row) throw recordingErrors.recording_missing('This call has no recording.');
    const { id: recordingId, customerId, link, mediaType } = row;
    tx.record(recordingPlayed, { subjectId: callId, customerId, data: { recordingId } });
    if (link) return { playId: null, mediaType: null, link };
    const until = new Date(tx.now.getTime() + PLAY_MS);
    const play = { id: newId(), recordingId, actorId: actorId(tx.actor), until };
    this.recordings.addPlay(tx.em, play);
    return { playId: play.id, mediaType: mediaType ?? null, link: null };
  }

  /** @throws recording_missing (404) for a play that is over, another's, or of a recording that is gone */
  open(actor: Actor, playId: string): Promise<Playable> {
    return this.unitOfWork.look(actor, async (tx) => {
      const play = isId(playId) ? await this.recordings.findPlay(tx.em, playId) : null;
      const row = play && (await this.recordings.find(tx.em, play.recordingId));
      const isTheirs = play?.actorId === actorId(actor) && mayAct(actor, PLAY_ROLES) && play.until > tx.now;
      if (!row || !isTheirs || row.status !== 'stored') throw missing();
      if (await this.access.whyNotPlay(tx, await this.calls.get(tx.em, row.callId))) throw missing();
      const { key, mediaType, bytes } = row;
      if (!key || !mediaType || !bytes) throw missing();
      return { key, mediaType, bytes };
    });
  }
}

const missing = (): AppError => recordingErrors.recording_missing('Press Play on the page of the call.');
