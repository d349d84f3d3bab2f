import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { TrialActivation } from './trial-activation.js';
import { TrialExtensions } from './trial-extensions.service.js';
import { TrialHire } from './trial-hire.service.js';
import type { Trial } from './trial.entity.js';
import { TrialLedger } from './trial-ledger.js';
import { TrialService } from './trial.service.js';
import { viewOf, type TrialView } from './trial-view.js';

/** What the trial commands need together: the change, and the trial with its usage as the answer. */
@Injectable()
export class TrialPages {
  constructor(
    readonly trials: TrialService,
    readonly activation: TrialActivation,
    readonly extensions: TrialExtensions,
    readonly hire: TrialHire,
    private readonly ledger: TrialLedger,
  ) {}

  async view(tx: Tx, trial: Trial): Promise<TrialView> {
    return viewOf(trial, await this.ledger.view(tx, trial), tx.now);
  }
}
