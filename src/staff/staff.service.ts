import { Injectable } from '@nestjs/common';
import { expectVersion } from '../platform/commands/expect-version.js';
import type { AppError } from '../platform/errors/app-error.js';
import { commonErrors } from '../platform/errors/common-errors.js';
import { PasswordHasher } from '../platform/sign-in/password-hasher.js';
import { temporaryPassword } from '../platform/sign-in/password-rules.js';
import type { StaffRole } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { StaffMember } from './staff-member.entity.js';
import { staffAdded, staffDeactivated, staffReset, staffRoleSet } from './staff.entries.js';
import { staffErrors } from './staff.errors.js';
import { StaffRepository } from './staff.repository.js';

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
}

/** An account and the password that is told once. */
export interface GivenAccess {
  readonly id: string;
  readonly email: string;
  readonly role: StaffRole;
  readonly temporaryPassword: string;
}

/** Accounts of the panel: who has one, in which role. */
@Injectable()
export class StaffService {
  constructor(
    private readonly staff: StaffRepository,
    private readonly passwords: PasswordHasher,
  ) {}

  /** A new account, or a deactivated one opened again; either way with a temporary password. */
  async add(tx: Tx, account: NewAccount, password = temporaryPassword()): Promise<GivenAccess> {
    const known = await this.staff.byEmail(tx.em, account.email);
    if (known?.active)
      throw staffErrors.staff_exists(`${known.email} has an account already.`, {
        facts: { staffId: known.id },
      });
    const member =
      known ??
      this.staff.add(tx.em, {
        ...account,
        passwordHash: await this.passwords.hash(password),
        at: tx.now,
      });
    if (known) {
      await this.giveTemporary(tx, known, password);
      Object.assign(known, { active: true, name: account.name, role: account.role });
    }
    tx.record(staffAdded, { subjectId: member.id, customerId: null, data: { role: member.role } });
    return given(member, password);
  }

  /** A temporary password in place of a forgotten one; every session of the account ends. */
  async reset(tx: Tx, id: string): Promise<GivenAccess> {
    const member = await this.active(tx, id);
    const password = temporaryPassword();
    await this.giveTemporary(tx, member, password);
    tx.record(staffReset, { subjectId: id, customerId: null, data: {} });
    return given(member, password);
  }

  async setRole(
    tx: Tx,
    id: string,
    role: StaffRole,
    version: number,
  ): Promise<{ id: string; role: StaffRole }> {
    const member = await this.active(tx, id);
    expectVersion(member, version);
    if (role !== 'admin') await this.keepAnAdmin(tx, member);
    if (role !== member.role) {
      tx.record(staffRoleSet, { subjectId: id, customerId: null, data: { from: member.role, to: role } });
      member.role = role;
    }
    return { id, role };
  }

  async deactivate(tx: Tx, id: string): Promise<{ id: string }> {
    const member = await this.active(tx, id);
    await this.keepAnAdmin(tx, member);
    member.active = false;
    member.epoch += 1;
    tx.record(staffDeactivated, { subjectId: id, customerId: null, data: {} });
    return { id };
  }

  async whyNotActive(tx: Tx, id: string): Promise<AppError | undefined> {
    const member = await this.staff.get(tx.em, id);
    return member?.active === false
      ? staffErrors.staff_not_active(`The account of ${member.email} is deactivated.`)
      : undefined;
  }

  private async giveTemporary({ now }: Tx, member: StaffMember, password: string): Promise<void> {
    member.passwordHash = await this.passwords.hash(password);
    member.mustChange = true;
    member.passwordSetAt = now;
    member.epoch += 1;
  }

  private async active(tx: Tx, id: string): Promise<StaffMember> {
    const member = await this.staff.get(tx.em, id);
    if (!member) throw commonErrors.not_found(`There is no staff account with the id ${id}.`);
    if (!member.active) throw staffErrors.staff_not_active(`The account of ${member.email} is deactivated.`);
    return member;
  }

  private async keepAnAdmin(tx: Tx, member: StaffMember): Promise<void> {
    if (member.role !== 'admin' || (await this.staff.hasOtherAdmin(tx.em, member.id))) return;
    throw staffErrors.last_admin(`${member.email} is the only active admin.`);
  }
}

const given = ({ id, email, role }: StaffMember, password: string): GivenAccess => ({
  id,
  email,
  role,
  temporaryPassword: password,
});
