import { Injectable } from '@nestjs/common';
import { newId } from '../platform/ids/new-id.js';
import { actorId, mayAct } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { ExtendedRow, ExtensionResult } from './extension-view.js';
import { trialAggregate } from './trial.aggregate.js';
import type { Trial } from './trial.entity.js';
import { trialExtended } from './trial.entries.js';
import { trialErrors } from './trial.errors.js';
import { TrialExtensionRepository, type Candidate } from './trial-extensions.repository.js';
import { TrialNotices } from './trial-notices.service.js';
import { TrialService } from './trial.service.js';

const HOUR_MS = 3_600_000;
/** What a customer success manager may grant, once. */
export const CSM_HOURS = 72;
/** Each trial is locked, changed and told of, all in one transaction. */
export const EXTENDED_AT_ONCE = 500;

interface Grant {
  readonly hours: number;
  readonly reason: string;
}

export interface BulkExtension extends Grant {
  readonly trials?: readonly string[] | undefined;
  readonly runningFrom?: Date | undefined;
  readonly runningTo?: Date | undefined;
  readonly dryRun: boolean;
}

/** More hours for trials, each with its reason and approver (design section 4). */
@Injectable()
export class TrialExtensions {
  constructor(
    private readonly trials: TrialService,
    private readonly extensions: TrialExtensionRepository,
    private readonly notices: TrialNotices,
  ) {}

  /** A CSM once and up to 72 hours, an admin as many as needed; what an admin granted counts for nobody else. */
  async extend(tx: Tx, id: string, { version, ...grant }: Grant & { version: number }): Promise<Trial> {
    const trial = await this.trials.present(tx, id, version);
    if (trial.status !== 'active') throw trialErrors.trial_not_running(`The trial is ${trial.status}.`);
    if (!mayAct(tx.actor, [])) {
      const before = (await this.extensions.of(tx.em, id)).some(
        ({ approverRole }) => approverRole !== 'admin',
      );
      if (before) throw trialErrors.trial_extension_refused('It was extended before.');
      if (grant.hours > CSM_HOURS)
        throw trialErrors.trial_extension_refused(`${grant.hours} hours are asked for.`);
    }
    await this.grant(tx, trial, grant, { batchId: newId(), inBulk: false });
    await tx.em.flush();
    return trial;
  }

  /**
   * The same hours for many, after an outage: row by row, whole or absent. A trial that was extended in bulk for the
   * same reason is skipped, so that a second press, or the rest of an interrupted one, extends nothing twice.
   */
  async extendMany(tx: Tx, request: BulkExtension): Promise<ExtensionResult> {
    const { hours, reason, dryRun } = request;
    const batchId = newId();
    const rows: ExtendedRow[] = [];
    for (const candidate of await this.candidates(tx, request)) {
      const { trialId, customerId, number, company, agentType } = candidate;
      const about = { trialId, customerId, number: `C-${number}`, company, agentType };
      if (!dryRun) await tx.lock(trialAggregate, trialId);
      rows.push({ ...about, ...(await this.row(tx, trialId, { hours, reason, dryRun, batchId })) });
    }
    const count = (result: ExtendedRow['result']): number =>
      rows.filter((row) => row.result === result).length;
    await tx.em.flush();
    const counts = { extended: count('extended'), skipped: count('skipped'), refused: count('refused') };
    return { dryRun, ...counts, rows };
  }

  private async candidates(tx: Tx, { trials, runningFrom, runningTo }: BulkExtension): Promise<Candidate[]> {
    const most = EXTENDED_AT_ONCE + 1;
    const found = trials
      ? await this.extensions.named(tx.em, trials, most)
      : await this.extensions.running(tx.em, runningFrom ?? tx.now, runningTo ?? tx.now, most);
    const unknown = trials?.find((id) => !found.some(({ trialId }) => trialId === id));
    if (unknown !== undefined)
      throw trialErrors.trial_extension_unfit(`There is no trial with the id ${unknown}.`, {
        fields: [{ field: 'trials', message: `${unknown} is no trial` }],
      });
    if (found.length > EXTENDED_AT_ONCE)
      throw trialErrors.trial_extension_unfit(`More than ${EXTENDED_AT_ONCE} trials are meant.`);
    return found;
  }

  private async row(
    tx: Tx,
    trialId: string,
    { hours, reason, dryRun, batchId }: Grant & { dryRun: boolean; batchId: string },
  ): Promise<Pick<ExtendedRow, 'result' | 'endsAt' | 'why'>> {
    const trial = dryRun ? await this.trials.get(tx, trialId) : await this.trials.present(tx, trialId);
    const status = this.trials.statusNow(tx, trial);
    const endsAt = trial.endsAt?.toISOString() ?? null;
    if (status !== 'active') {
      const why = status === 'expired' ? 'It is over: it can still be converted.' : `It is ${status}.`;
      return { result: 'refused', endsAt, why };
    }
    if (await this.extensions.inBulkFor(tx.em, trialId, reason))
      return { result: 'skipped', endsAt, why: 'Extended for this reason already.' };
    if (dryRun || !trial.endsAt) return { result: 'extended', endsAt: later(trial.endsAt, hours), why: null };
    await this.grant(tx, trial, { hours, reason }, { batchId, inBulk: true });
    return { result: 'extended', endsAt: trial.endsAt.toISOString(), why: null };
  }

  private async grant(
    tx: Tx,
    trial: Trial,
    { hours, reason }: Grant,
    { batchId, inBulk }: { batchId: string; inBulk: boolean },
  ): Promise<void> {
    if (!trial.endsAt) throw new Error(`The active trial ${trial.id} has no end`);
    trial.endsAt = new Date(trial.endsAt.getTime() + hours * HOUR_MS);
    const approverRole = 'role' in tx.actor ? tx.actor.role : tx.actor.kind;
    this.extensions.add(tx.em, {
      ...{ id: newId(), trialId: trial.id, hours, reason, batchId, inBulk, at: tx.now },
      ...{ approverRole, approverId: actorId(tx.actor) },
    });
    await this.notices.extended(tx, trial, batchId);
    tx.record(trialExtended, {
      subjectId: trial.id,
      customerId: trial.customerId,
      data: { hours, endsAt: trial.endsAt.toISOString(), batchId },
    });
  }
}

const later = (endsAt: Date | null | undefined, hours: number): string | null =>
  endsAt ? new Date(endsAt.getTime() + hours * HOUR_MS).toISOString() : null;
