import { Injectable } from '@nestjs/common';
import { customerAggregate, absenceAggregate } from '../../customers/customer.aggregate.js';
import type { CsmAbsence } from '../../customers/csm-absence.entity.js';
import { AbsenceService, type AbsenceInput } from '../../customers/managers/absence.service.js';
import type { AppError } from '../../platform/errors/app-error.js';
import { commonErrors } from '../../platform/errors/common-errors.js';
import { isId } from '../../platform/ids/new-id.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import type { Call } from '../call.entity.js';
import { absenceCallsMoved } from '../call.entries.js';
import { callErrors } from '../call.errors.js';
import { CallHandOver } from '../call-hand-over.service.js';
import { CallRepository } from '../call.repository.js';

/** A call to come that its manager would not be there for. */
export interface CallInside {
  readonly id: string;
  readonly customerId: string;
  readonly kind: Call['kind'];
  readonly startsAt: Date;
}

export interface CallsMoved {
  /** The calls that the cover leads now. */
  readonly moved: number;
  /** Of them those that begin at another time, because the cover has none at the old one. */
  readonly atAnotherTime: number;
}

/** Calls that fall into an absence: told when it is saved, and moved to whoever covers. */
@Injectable()
export class AbsenceCalls {
  constructor(
    private readonly absences: AbsenceService,
    private readonly calls: CallRepository,
    private readonly handOver: CallHandOver,
  ) {}

  async add(tx: Tx, csmId: string, input: AbsenceInput): Promise<{ id: string; calls: CallInside[] }> {
    const absence = await this.absences.add(tx, csmId, input);
    return { id: absence.id, calls: (await this.inside(tx, absence)).map(brief) };
  }

  async whyNotMove(tx: Tx, id: string): Promise<AppError | undefined> {
    const absence = await this.find(tx, id);
    return (await this.inside(tx, absence)).length > 0
      ? undefined
      : callErrors.no_call_inside('No call to come falls into this absence.');
  }

  /** The customers keep their manager. A second press finds nothing left to move. */
  async move(tx: Tx, id: string): Promise<CallsMoved> {
    const found = await this.inside(tx, await this.find(tx, id));
    // Customers first, in one order, as every change locks them; then the absence.
    const customers = [...new Set(found.map(({ customerId }) => customerId))].sort();
    for (const customerId of customers) await tx.lock(customerAggregate, customerId);
    await tx.lock(absenceAggregate, id);
    const absence = await this.find(tx, id);
    const moving = (await this.inside(tx, absence)).filter(({ customerId }) =>
      customers.includes(customerId),
    );
    let atAnotherTime = 0;
    for (const call of moving) {
      if (await this.handOver.covered(tx, call, absence)) atAnotherTime += 1;
    }
    if (moving.length === 0) return { moved: 0, atAnotherTime };
    const data = { absenceId: id, coverId: absence.coverId, calls: moving.length, atAnotherTime };
    tx.record(absenceCallsMoved, { subjectId: absence.csmId, customerId: null, data });
    return { moved: moving.length, atAnotherTime };
  }

  private async inside(tx: Tx, { csmId, startsAt, endsAt }: CsmAbsence): Promise<Call[]> {
    const from = startsAt > tx.now ? startsAt : tx.now;
    return this.calls.ahead(tx.em, csmId, from, endsAt);
  }

  private async find(tx: Tx, id: string): Promise<CsmAbsence> {
    if (!isId(id)) throw commonErrors.not_found(`There is no absence with the id ${id}.`);
    return this.absences.get(tx, id);
  }
}

const brief = ({ id, customerId, kind, startsAt }: Call): CallInside => ({ id, customerId, kind, startsAt });
