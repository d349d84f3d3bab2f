import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../platform/database/database.js';
import { newId } from '../platform/ids/new-id.js';
import type { StaffRole } from '../platform/unit-of-work/actor.js';
import { StaffMember } from './staff-member.entity.js';

export interface NewStaffMember {
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly passwordHash: string;
  readonly at: Date;
}

const ADMINS_LOCK = 7_203_010;

@Injectable()
export class StaffRepository {
  async get(em: EntityManager, id: string): Promise<StaffMember | null> {
    return em.findOne(StaffMember, { id });
  }

  /** By address, whatever its case. */
  async byEmail(em: EntityManager, email: string): Promise<StaffMember | null> {
    return em.findOne(StaffMember, { email: email.trim().toLowerCase() });
  }

  add(em: EntityManager, { email, name, role, passwordHash, at }: NewStaffMember): StaffMember {
    return em.create(StaffMember, {
      id: newId(),
      email: email.trim().toLowerCase(),
      name,
      role,
      passwordHash,
      mustChange: true,
      active: true,
      epoch: 1,
      passwordSetAt: at,
      lastSignInAt: null,
      createdAt: at,
      version: 1,
    });
  }

  /** Whether somebody but `id` is an active admin. Two who would leave at once are asked one after the other. */
  async hasOtherAdmin(em: EntityManager, id: string): Promise<boolean> {
    await em.execute('select pg_advisory_xact_lock(?)', [ADMINS_LOCK]);
    const others = await em.execute(
      "select 1 from staff_member where role = 'admin' and active and id <> ? limit 1",
      [id],
    );
    return others.length > 0;
  }

  /** Whether there is no account at all; the second of two that ask at once waits for the first's commit. */
  async isEmpty(em: EntityManager): Promise<boolean> {
    await em.execute('select pg_advisory_xact_lock(?)', [ADMINS_LOCK]);
    const rows = await em.execute('select 1 from staff_member limit 1');
    return rows.length === 0;
  }

  /** Said outside of any version: a login does not collide with an edit. */
  async signedIn(em: EntityManager, id: string, at: Date): Promise<void> {
    await em.execute('update staff_member set last_sign_in_at = ? where id = ?', [at, id]);
  }
}
