import { Injectable, type OnModuleInit } from '@nestjs/common';
import { credentialTestFinished } from '../credentials/credential.entries.js';
import { CredentialService } from '../credentials/credential.service.js';
import { CustomerService } from '../customers/customer.service.js';
import type { AppError } from '../platform/errors/app-error.js';
import { HistoryBus } from '../platform/history/history-bus.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { trialEndsAt } from './limits.js';
import type { Trial } from './trial.entity.js';
import {
  trialActivated,
  trialActivationFailed,
  trialActivationRequested,
  trialActivationUndone,
} from './trial.entries.js';
import { trialErrors } from './trial.errors.js';
import { TrialReadiness } from './trial-readiness.js';
import { TrialStart } from './trial-start.js';
import { TrialRepository } from './trial.repository.js';
import { statusAt, trialStates } from './trial.states.js';

/** Starts the clock: at once when every credential was validated within five minutes, else after new tests. */
@Injectable()
export class TrialActivation implements OnModuleInit {
  constructor(
    private readonly trials: TrialRepository,
    private readonly readiness: TrialReadiness,
    private readonly credentials: CredentialService,
    private readonly customers: CustomerService,
    private readonly opening: TrialStart,
    private readonly bus: HistoryBus,
  ) {}

  onModuleInit(): void {
    this.bus.on(credentialTestFinished, (tx, { customerId, data }) =>
      customerId === null ? Promise.resolve() : this.testFinished(tx, customerId, data),
    );
  }

  /** Why it cannot be activated now, or undefined. */
  async whyNot(tx: Tx, id: string): Promise<AppError | undefined> {
    const trial = await this.trials.get(tx.em, id);
    if (!trialStates.can(trial.status, 'active')) {
      return trialErrors.trial_not_pending(`The trial is ${trial.status}.`);
    }
    const { missing } = await this.readiness.of(tx, trial);
    if (missing.length === 0) return undefined;
    return trialErrors.trial_not_ready(missing.join(' '), { facts: { missing } });
  }

  /** Activates, or asks for tests and waits: `waitingFor` counts them. The precondition was checked. */
  async activate(tx: Tx, id: string): Promise<{ trial: Trial; waitingFor: readonly string[] }> {
    const trial = await this.trials.getLocked(tx.em, id);
    const { stale } = await this.readiness.of(tx, trial);
    if (stale.length === 0) {
      await this.start(tx, trial);
      return { trial, waitingFor: [] };
    }
    const waitingFor: string[] = [];
    for (const { credentialId } of stale) {
      waitingFor.push(await this.credentials.requestTest(tx, credentialId, 'activation'));
    }
    trial.activationRequestedAt = tx.now;
    const { customerId } = trial;
    tx.record(trialActivationRequested, { subjectId: id, customerId, data: { tests: waitingFor.length } });
    await tx.em.flush();
    return { trial, waitingFor };
  }

  /** Why the activation cannot be undone now, or undefined. */
  async whyNotUndo(tx: Tx, id: string): Promise<AppError | undefined> {
    const trial = await this.trials.get(tx.em, id);
    const status = statusAt(trial, tx.now);
    if (status !== 'active') return trialErrors.trial_not_running(`The trial is ${status}.`);
    const used = await this.opening.tasksEver(tx, id);
    if (used === 0 && trial.tokensUsed + trial.tokensReserved === 0) return undefined;
    return trialErrors.trial_used(`Tasks used: ${used}. Tokens used: ${trial.tokensUsed}.`);
  }

  /** Back to pending, while nothing was used. */
  async undo(tx: Tx, id: string): Promise<Trial> {
    const trial = await this.trials.getLocked(tx.em, id);
    const refusal = await this.whyNotUndo(tx, id);
    if (refusal) throw refusal;
    trialStates.move(trial, 'pending');
    trial.activatedAt = null;
    trial.endsAt = null;
    this.opening.undone(trial);
    tx.record(trialActivationUndone, { subjectId: id, customerId: trial.customerId, data: {} });
    await tx.em.flush();
    return trial;
  }

  /** Runbook Step 4: 168 hours from now. */
  private async start(tx: Tx, trial: Trial): Promise<void> {
    const { timezone } = await this.customers.get(tx, trial.customerId);
    trialStates.move(trial, 'active');
    trial.zone = timezone;
    trial.activatedAt = tx.now;
    trial.endsAt = trialEndsAt(tx.now);
    trial.activationRequestedAt = null;
    await tx.em.flush();
    tx.record(trialActivated, {
      subjectId: trial.id,
      customerId: trial.customerId,
      data: { endsAt: trial.endsAt.toISOString(), zone: timezone },
    });
    await this.opening.started(tx, trial);
    await tx.em.flush();
  }

  /** The last pass completes a waiting activation; a test that does not pass ends the wait. */
  private async testFinished(
    tx: Tx,
    customerId: string,
    { outcome, code, platform }: { outcome: string; code: string | null; platform: string },
  ): Promise<void> {
    await tx.em.flush();
    for (const waiting of await this.trials.awaitingTests(tx.em, customerId)) {
      const trial = await this.trials.getLocked(tx.em, waiting.id);
      const { missing, stale } = await this.readiness.of(tx, trial);
      if (missing.length === 0 && stale.length === 0) {
        await this.start(tx, trial);
        continue;
      }
      if (outcome === 'ok' && missing.length === 0) continue;
      trial.activationRequestedAt = null;
      const reason =
        outcome === 'ok' ? missing.join(' ') : `${platform} test ${outcome}${code ? ` (${code})` : ''}`;
      tx.record(trialActivationFailed, { subjectId: trial.id, customerId, data: { reason } });
    }
  }
}
