import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/database.js';
import { newId } from '../../platform/ids/new-id.js';
import { reportErrors } from './report.errors.js';
import type { Snapshot } from './snapshot.js';
import { WeeklyReport } from './weekly-report.entity.js';

export interface Reader {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: 'leadership' | 'admin';
}

@Injectable()
export class ReportRepository {
  /** The week's report, its row locked; null when there is none yet. */
  async locked(em: EntityManager, isoWeek: string): Promise<WeeklyReport | null> {
    await em.execute('select 1 from weekly_report where iso_week = ? for update', [isoWeek]);
    return em.findOne(WeeklyReport, { isoWeek }, { refresh: true });
  }

  /** Made for the week, or the one that another process made at this moment; its row locked. */
  async make(em: EntityManager, snapshot: Snapshot, builtAt: Date): Promise<WeeklyReport> {
    await em.execute(
      `insert into weekly_report (id, iso_week, status, snapshot, built_at) values (?, ?, 'draft', ?::jsonb, ?)
       on conflict (iso_week) do nothing`,
      [newId(), snapshot.isoWeek, JSON.stringify(snapshot), builtAt],
    );
    const made = await this.locked(em, snapshot.isoWeek);
    if (!made) throw new Error(`The report of ${snapshot.isoWeek} vanished while it was made`);
    return made;
  }

  find(em: EntityManager, isoWeek: string): Promise<WeeklyReport | null> {
    return em.findOne(WeeklyReport, { isoWeek });
  }

  /** Throws `unknown_report` (404). */
  async byId(em: EntityManager, id: string): Promise<WeeklyReport> {
    const found = await em.findOne(WeeklyReport, { id });
    if (!found) throw reportErrors.unknown_report(`There is no report with the id ${id}.`);
    return found;
  }

  /** Active leadership; where there is none, the active admins. */
  async readers(em: EntityManager): Promise<Reader[]> {
    const all = await em.execute<Reader[]>(
      `select id, email, name, role from staff_member
        where active and role in ('leadership', 'admin') order by name, id`,
    );
    const leadership = all.filter(({ role }) => role === 'leadership');
    return leadership.length > 0 ? leadership : all;
  }

  /** Whether anybody had signed up or was a customer before `instant`: without, there is nothing to report. */
  async hasDataBefore(em: EntityManager, instant: Date): Promise<boolean> {
    const rows = await em.execute(
      `select 1 where exists (select 1 from customer where created_at < ?)
                   or exists (select 1 from signup where created_at < ?)`,
      [instant, instant],
    );
    return rows.length > 0;
  }
}
