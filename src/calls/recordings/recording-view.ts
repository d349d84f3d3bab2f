import { Injectable } from '@nestjs/common';
import { mayAct } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { PLAY_ROLES, RecordingPlays } from './recording-play.service.js';
import { RecordingRepository } from './recording.repository.js';
import type { RecordingStatus } from './recording.states.js';
import { Recordings } from './recordings.service.js';

export interface ShownRecording {
  readonly recording: {
    readonly status: Exclude<RecordingStatus, 'deleted'>;
    readonly link: string | null;
    readonly bytes: number | null;
    readonly purgeAt: string;
  } | null;
  readonly noUpload: string | null;
  readonly mayPlay: boolean;
  /** Why this person may not play what is kept; null where they may, and where there is nothing. */
  readonly noPlay: string | null;
}

const NOT_YOURS = 'Your role neither keeps nor plays recordings.';

/** What the call's page says of its recording; to those who may not play it, nothing. */
@Injectable()
export class RecordingView {
  constructor(
    private readonly recordings: RecordingRepository,
    private readonly service: Recordings,
    private readonly plays: RecordingPlays,
  ) {}

  async of(tx: Tx, callId: string): Promise<ShownRecording> {
    if (!mayAct(tx.actor, PLAY_ROLES))
      return { recording: null, noUpload: NOT_YOURS, mayPlay: false, noPlay: null };
    const row = await this.recordings.shown(tx.em, callId);
    const refusal = await this.service.whyNot(tx, callId);
    const unplayed = await this.plays.whyNot(tx, callId);
    return {
      recording: row && {
        status: row.status as Exclude<RecordingStatus, 'deleted'>,
        // Opened by Play, so that it is written down; shown only where somebody has to delete it there.
        link: row.status === 'to_delete' ? (row.link ?? null) : null,
        bytes: row.bytes ?? null,
        purgeAt: row.purgeAt.toISOString(),
      },
      noUpload: refusal ? `${refusal.detail} ${refusal.hint}` : null,
      mayPlay: !unplayed,
      noPlay:
        unplayed && unplayed.code !== 'recording_missing' ? `${unplayed.detail} ${unplayed.hint}` : null,
    };
  }
}
