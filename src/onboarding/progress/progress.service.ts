import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HistoryBus } from '../../platform/history/history-bus.js';
import { actorId } from '../../platform/unit-of-work/actor.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { FactsQueries, type CustomerFacts } from '../facts/facts.queries.js';
import { runbookOf } from '../runbook.js';
import type { Met } from '../runbook/evidence.js';
import { CustomerWaiting } from '../../customers/waiting/customer-waiting.service.js';
import { isCustomers } from '../waiting/customer-acts.js';
import { ProgressRepository, type Doing } from './progress.repository.js';
import { currentStep, standings, type Standing } from './standing.js';
import type { LatchedProof } from './step-done.entity.js';
import { stepDone } from './step.entries.js';

/** Kinds of actors who do for the customer what is the customer's to do. */
const ON_BEHALF = ['staff', 'operator'];

/**
 * Keeps `step_done` and `onboarding_progress`, in the transaction of every change that leaves history of a
 * customer: what is read there is what the change made true.
 */
@Injectable()
export class ProgressService implements OnModuleInit {
  constructor(
    private readonly bus: HistoryBus,
    private readonly facts: FactsQueries,
    private readonly repository: ProgressRepository,
    private readonly waiting: CustomerWaiting,
  ) {}

  onModuleInit(): void {
    this.bus.beforeCommit((tx, customerIds) => this.keep(tx, customerIds));
  }

  /** Judge these customers anew: latch what holds for the first time, and write their progress. */
  async keep(tx: Tx, customerIds: readonly string[]): Promise<void> {
    const known = await this.repository.lock(tx.em, customerIds);
    for (const one of await this.facts.of(tx.em, tx.now, known)) await this.keepOne(tx, one);
  }

  private async keepOne(tx: Tx, { facts, latched }: CustomerFacts): Promise<void> {
    const { id: customerId, runbookVersion } = facts.customer;
    const before = new Set(latched.map(({ step }) => step));
    const all = standings(runbookOf(runbookVersion), facts, before);
    const news = all.filter(({ newlyDone }) => newlyDone);
    await this.latch(tx, customerId, news);
    if (news.length > 0 && isCustomers(tx)) await this.waiting.customerActed(tx, customerId, 'step');
    const earlier = latched.map(({ doneAt }) => doneAt.getTime());
    await this.repository.keep(tx.em, {
      customerId,
      stepsDone: all.filter(({ state }) => state === 'done').length,
      currentStep: currentStep(all),
      lastDoneAt: news.length > 0 ? tx.now : earlier.length > 0 ? new Date(Math.max(...earlier)) : null,
      warnings: all.filter(({ state }) => state === 'warning').length,
    });
  }

  private async latch(tx: Tx, customerId: string, news: readonly Standing[]): Promise<void> {
    if (news.length === 0) return;
    const proofs = news.flatMap(({ proof }) => proof);
    const subjects = [...new Set(proofs.map(({ subjectId }) => subjectId))];
    const types = [...new Set(proofs.flatMap(({ entries }) => entries))];
    const doings = await this.repository.doings(tx.em, subjects, types);
    for (const { step, proof } of news) {
      await this.repository.latch(
        tx.em,
        customerId,
        step.id,
        tx.now,
        proof.map((met) => latchedProof(tx, met, doings)),
      );
      const data = { step: step.id, title: step.title };
      tx.record(stepDone, { subjectId: customerId, customerId, data });
    }
  }
}

/** The fact with whoever made it so: the maker of the record's entry, else whoever acts now. */
function latchedProof(
  tx: Tx,
  { text, at, subjectId, entries, customers }: Met,
  doings: readonly Doing[],
): LatchedProof {
  const [doing] = entries.flatMap((type) =>
    doings.filter((one) => one.subjectId === subjectId && one.type === type),
  );
  const actorKind = doing?.actorKind ?? tx.actor.kind;
  return {
    text,
    at: (at ?? (doing ? new Date(doing.at) : tx.now)).toISOString(),
    subjectId,
    actorKind,
    actorId: doing?.actorId ?? actorId(tx.actor),
    forCustomer: customers === true && ON_BEHALF.includes(actorKind),
  };
}
