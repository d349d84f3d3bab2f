import { Injectable } from '@nestjs/common';
import type { CommandForm } from '../../platform/commands/command.js';
import { expectVersion } from '../../platform/commands/expect-version.js';
import type { AppError } from '../../platform/errors/app-error.js';
import { newId } from '../../platform/ids/new-id.js';
import { Settings } from '../../platform/settings/settings.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import type { Csm } from '../csm.entity.js';
import { CsmRepository } from '../csm.repository.js';
import { CsmService } from '../csm.service.js';
import { defaultCsm } from '../csm.settings.js';
import { csmAdded, csmChanged, csmStanding } from '../customer.entries.js';
import { customerErrors } from '../customer.errors.js';
import { CustomerRepository } from '../customer.repository.js';
import { formatCustomerNumber } from '../customer-number.js';
import { flushUnique } from '../flush-unique.js';
import { storedHours, typedHours, type CsmChanges, type CsmInput } from './csm-fields.js';

export interface CsmAnswer {
  readonly id: string;
  readonly active: boolean;
  readonly version: number;
}

/** So many customers are named where a manager cannot go. */
const NAMED = 5;

/** The rows of runbook Appendix C, as people keep them. */
@Injectable()
export class CsmDesk {
  constructor(
    private readonly rows: CsmRepository,
    private readonly managers: CsmService,
    private readonly customers: CustomerRepository,
    private readonly settings: Settings,
  ) {}

  async add(tx: Tx, { hours, phone = null, meetingLink = null, ...input }: CsmInput): Promise<CsmAnswer> {
    const id = newId();
    this.rows.add(tx.em, { ...input, id, phone, meetingLink, hours: storedHours(hours), active: true });
    await flushUnique(tx, { csm_email_key: () => taken(input.email) });
    tx.record(csmAdded, { subjectId: id, customerId: null, data: {} });
    return answer(await this.managers.get(tx.em, id));
  }

  async form(tx: Tx, id: string): Promise<CommandForm> {
    const { name, email, phone, timezone, industries, hours, meetingLink, version } = await this.managers.get(
      tx.em,
      id,
    );
    const known = { name, email, phone, timezone, industries, meetingLink, version };
    return { start: { ...known, hours: typedHours(hours) } };
  }

  /** An edit; names only what changes. Scheduled calls hear of a new name or address. */
  async update(tx: Tx, id: string, version: number, changes: CsmChanges): Promise<CsmAnswer> {
    const csm = await this.managers.get(tx.em, id);
    expectVersion(csm, version);
    const { hours, ...plain } = changes;
    const named = Object.entries(plain).filter(([, value]) => value !== undefined);
    Object.assign(csm, Object.fromEntries(named), hours ? { hours: storedHours(hours) } : {});
    await flushUnique(tx, { csm_email_key: () => taken(csm.email) });
    const changed = [...named.map(([field]) => field), ...(hours ? ['hours'] : [])];
    tx.record(csmChanged, { subjectId: id, customerId: null, data: { fields: changed } });
    return answer(csm);
  }

  /** Nobody is left without a manager: not by this one's customers, nor as default, nor as cover. */
  async whyNotDeactivate(tx: Tx, id: string): Promise<AppError | undefined> {
    const { active, name } = await this.managers.get(tx.em, id);
    if (!active) return customerErrors.csm_standing(`${name} is not active.`);
    if ((await this.settings.get(tx.em, defaultCsm)) === id)
      return customerErrors.csm_is_default(
        `${name} takes the customers of industries that nobody is named for.`,
      );
    const open = await this.customers.countOpenOfCsm(tx.em, id);
    if (open > 0) return customerErrors.csm_needed(await this.whose(tx, id, name, open), { facts: { open } });
    const [covered] = await this.rows.coveredBy(tx.em, id, tx.now);
    if (!covered) return undefined;
    const absent = await this.managers.get(tx.em, covered.csmId);
    return customerErrors.csm_needed(`${name} covers for ${absent.name}, who is or will be away.`, {
      hint: 'Remove that absence, or give it another cover.',
    });
  }

  async setActive(tx: Tx, id: string, active: boolean): Promise<CsmAnswer> {
    const csm = await this.managers.get(tx.em, id);
    csm.active = active;
    await tx.em.flush();
    tx.record(csmStanding, { subjectId: id, customerId: null, data: { active } });
    return answer(csm);
  }

  async whyNotReactivate(tx: Tx, id: string): Promise<AppError | undefined> {
    const { active, name } = await this.managers.get(tx.em, id);
    return active ? customerErrors.csm_standing(`${name} is active.`) : undefined;
  }

  private async whose(tx: Tx, id: string, name: string, open: number): Promise<string> {
    const some = await this.customers.openOfCsm(tx.em, id, NAMED);
    const named = some.map(({ companyName, number }) => `${companyName} (${formatCustomerNumber(number)})`);
    const more = open > NAMED ? ` and ${open - NAMED} more` : '';
    return `${name} looks after ${named.join(', ')}${more}.`;
  }
}

const taken = (email: string): AppError =>
  customerErrors.csm_taken(`${email} stands in another row of the CSM table.`);

const answer = ({ id, active, version }: Csm): CsmAnswer => ({ id, active, version });
