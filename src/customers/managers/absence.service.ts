import { Injectable } from '@nestjs/common';
import type { AppError } from '../../platform/errors/app-error.js';
import { newId } from '../../platform/ids/new-id.js';
import { addDays, startOfDay } from '../../platform/time/wall-clock.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import type { CsmAbsence } from '../csm-absence.entity.js';
import { CsmRepository } from '../csm.repository.js';
import { CsmService } from '../csm.service.js';
import { absenceAdded, absenceRemoved } from '../customer.entries.js';
import { customerErrors } from '../customer.errors.js';

export interface AbsenceInput {
  /** `YYYY-MM-DD` in the manager's zone. */
  readonly firstDay: string;
  /** `YYYY-MM-DD`, itself away too. */
  readonly lastDay: string;
  readonly coverId: string;
}

/** When a manager is away, and who takes new customers and calls meanwhile. */
@Injectable()
export class AbsenceService {
  constructor(
    private readonly rows: CsmRepository,
    private readonly managers: CsmService,
  ) {}

  /** @throws absence_refused (409) for days that are over or taken, and for a cover who is away or inactive */
  async add(tx: Tx, csmId: string, { firstDay, lastDay, coverId }: AbsenceInput): Promise<CsmAbsence> {
    const { timezone, name } = await this.managers.get(tx.em, csmId);
    const cover = await this.managers.get(tx.em, coverId);
    const startsAt = startOfDay(firstDay, timezone);
    const endsAt = startOfDay(addDays(lastDay, 1), timezone);
    if (endsAt <= startsAt) throw refused('lastDay', 'The absence would end before it begins.');
    if (endsAt <= tx.now) throw refused('lastDay', 'These days are over.');
    if (coverId === csmId) throw refused('coverId', `${name} cannot cover for ${name}.`);
    if (!cover.active) throw refused('coverId', `${cover.name} is not active.`);
    const absences = await this.rows.absencesBetween(tx.em, [csmId, coverId], startsAt, endsAt);
    for (const absence of absences) {
      if (absence.csmId === csmId) throw refused('firstDay', `${name} is away then already.`);
      throw refused('coverId', `${cover.name} is away in that time too.`);
    }
    const covered = await this.rows.coveredBy(tx.em, csmId, tx.now);
    const left = covered.find((one) => one.startsAt < endsAt && one.endsAt > startsAt);
    if (left) {
      const other = await this.managers.get(tx.em, left.csmId);
      throw refused('firstDay', `${name} covers for ${other.name} in that time.`);
    }
    const id = newId();
    const absence = this.rows.addAbsence(tx.em, { id, csmId, coverId, startsAt, endsAt });
    const data = { absenceId: id, coverId, from: firstDay, to: lastDay };
    tx.record(absenceAdded, { subjectId: csmId, customerId: null, data });
    return absence;
  }

  /** @throws not_found (404) */
  get(tx: Tx, id: string): Promise<CsmAbsence> {
    return this.rows.absence(tx.em, id);
  }

  async remove(tx: Tx, id: string): Promise<{ id: string }> {
    const absence: CsmAbsence = await this.rows.absence(tx.em, id);
    this.rows.removeAbsence(tx.em, absence);
    tx.record(absenceRemoved, { subjectId: absence.csmId, customerId: null, data: { absenceId: id } });
    return { id };
  }
}

const refused = (field: string, message: string): AppError =>
  customerErrors.absence_refused(message, { fields: [{ field, message }] });
