import { Injectable } from '@nestjs/common';
import { changedMeanwhile, rowsOutcome, type ChosenRow } from '../platform/commands/many-rows.js';
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
  readonly trials?: readonly ChosenRow[] | undefined;
  readonly runningFrom?: Date | undefined;
  readonly runningTo?: Date | undefined;
  readonly dryRun: boolean;
}

interface RowGrant extends Grant {
  readonly dryRun: boolean;
  readonly batchId: string;
  readonly chosen: ChosenRow | undefined;
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
    const { hours, reason, dryRun, trials } = request;
    const batchId = newId();
    const rows: ExtendedRow[] = [];
    for (const { trialId: id, customerId, number, company, agentType } of await this.candidates(
      tx,
      request,
    )) {
      const about = { id, name: `${company} (C-${number})`, customerId, number: `C-${number}` };
      if (!dryRun) await tx.lock(trialAggregate, id);
      const chosen = trials?.find((one) => one.id === id);
      const outcome = await this.row(tx, id, { hours, reason, dryRun, batchId, chosen });
      rows.push({ ...about, company, agentType, ...outcome });
    }
    await tx.em.flush();
    return rowsOutcome(rows, dryRun);
  }

  private async candidates(tx: Tx, { trials, runningFrom, runningTo }: BulkExtension): Promise<Candidate[]> {
    const most = EXTENDED_AT_ONCE + 1;
    const ids = trials?.map(({ id }) => id);
    const found = ids
      ? await this.extensions.named(tx.em, ids, most)
      : await this.extensions.running(tx.em, runningFrom ?? tx.now, runningTo ?? tx.now, most);
    const unknown = ids?.find((id) => !found.some(({ trialId }) => trialId === id));
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
    id: string,
    grant: RowGrant,
  ): Promise<Pick<ExtendedRow, 'result' | 'endsAt' | 'why'>> {
    const { hours, reason, dryRun, batchId, chosen } = grant;
    const trial = dryRun ? await this.trials.get(tx, id) : await this.trials.present(tx, id);
    const endsAt = trial.endsAt?.toISOString() ?? null;
    // Before the version: the other press of a twin has changed it.
    if (await this.extensions.inBulkFor(tx.em, id, reason))
      return { result: 'skipped', endsAt, why: 'Extended for this reason already.' };
    const status = this.trials.statusNow(tx, trial);
    if (status !== 'active') {
      const why = status === 'expired' ? 'It is over: it can still be converted.' : `It is ${status}.`;
      return { result: 'refused', endsAt, why };
    }
    const changed = changedMeanwhile(trial, chosen);
    if (changed !== null) return { result: 'refused', endsAt, why: changed };
    const until = new Date((trial.endsAt ?? tx.now).getTime() + hours * HOUR_MS).toISOString();
    if (!dryRun) await this.grant(tx, trial, { hours, reason }, { batchId, inBulk: true });
    return { result: 'done', endsAt: until, why: `Ends ${until}.` };
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
