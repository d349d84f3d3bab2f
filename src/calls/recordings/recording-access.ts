import { Injectable } from '@nestjs/common';
import type { AppError } from '../../platform/errors/app-error.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import type { Call } from '../call.entity.js';
import { RecordingRepository } from './recording.repository.js';

/** Whose recordings somebody works with, beyond what the role says. */
@Injectable()
export class RecordingAccess {
  constructor(private readonly recordings: RecordingRepository) {}

  /** A customer success manager: those of calls they lead. */
  async whyNot(tx: Tx, call: Call): Promise<AppError | undefined> {
    const { actor } = tx;
    if (!('role' in actor) || actor.role !== 'csm') return undefined;
    if (actor.kind === 'staff' && (await this.recordings.isManager(tx.em, actor.id, call.csmId)))
      return undefined;
    return commonErrors.forbidden('Another customer success manager leads this call.', {
      hint: 'Ask them, or somebody of ops.',
    });
  }

  /** Watching is for people at the panel; by an API key, for role admin only. */
  async whyNotPlay(tx: Tx, call: Call): Promise<AppError | undefined> {
    const { actor } = tx;
    if (actor.kind === 'integration' && actor.role !== 'admin')
      return commonErrors.forbidden('An API key plays recordings with role admin only.');
    return this.whyNot(tx, call);
  }
}
