import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { Settings } from '../platform/settings/settings.js';
import { defaultCsm } from './csm.settings.js';
import { CsmRepository } from './csm.repository.js';
import type { Csm } from './csm.entity.js';
import { assignCsm, type CsmTable, type WorkingHours } from './csm-table.js';
import type { Industry } from './industries.js';

/** Runbook Appendix C over its table. */
@Injectable()
export class CsmService implements OnModuleInit {
  constructor(
    private readonly managers: CsmRepository,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.settings.offer(defaultCsm, async (em) =>
      (await this.managers.active(em)).map(({ id, name }) => ({ value: id, label: name })),
    );
  }

  /** Who takes a new customer of this industry at this instant, absence and cover considered. */
  async assign(em: EntityManager, industry: Industry, at: Date): Promise<Csm> {
    const rows = await this.managers.active(em);
    const { manager } = assignCsm(await this.table(em, rows, at), industry, at);
    const csm = rows.find(({ email }) => email === manager.email);
    if (!csm) throw new Error(`The CSM table lost ${manager.email} between two reads`);
    return csm;
  }

  async get(em: EntityManager, id: string): Promise<Csm> {
    const csm = await this.managers.find(em, id);
    if (!csm) throw commonErrors.not_found(`There is no customer success manager with the id ${id}.`);
    return csm;
  }

  private async table(em: EntityManager, rows: readonly Csm[], at: Date): Promise<CsmTable> {
    const emailOf = (id: string): string => rows.find((row) => row.id === id)?.email ?? '';
    const absences = await this.managers.absencesAt(em, at);
    return {
      managers: rows.map((row) => ({ ...row, hours: workingHours(row) })),
      defaultEmail: emailOf(await this.settings.get(em, defaultCsm)),
      absences: absences
        .map(({ csmId, coverId, startsAt, endsAt }) => ({
          email: emailOf(csmId),
          coverEmail: emailOf(coverId),
          from: startsAt,
          to: endsAt,
        }))
        .filter(({ email, coverEmail }) => email !== '' && coverEmail !== ''),
    };
  }
}

/** A manager's hours on the wall of the manager's zone. */
export function workingHours({ hours, timezone }: Pick<Csm, 'hours' | 'timezone'>): WorkingHours {
  return { ...hours, timezone };
}
