import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { commonErrors } from '../platform/errors/common-errors.js';

/** Whose page it is: what stands in its head and foot. */
export interface PortalAccount {
  readonly id: string;
  readonly email: string;
  readonly companyName: string;
  /** IANA zone: every time on the page is in it. */
  readonly timezone: string;
  readonly csm: { readonly name: string; readonly email: string };
}

/** A scheduled call as the portal's first page names it. */
export interface PortalCall {
  readonly id: string;
  readonly kind: string;
  readonly startsAt: Date;
  readonly meetingUrl: string | null;
  readonly csmName: string;
  readonly csmZone: string;
}

/** A draft that was approved or rejected, as the portal's first page names it. */
export interface DecidedDraft {
  readonly id: string;
  readonly title: string;
  readonly status: 'approved' | 'rejected';
  readonly decidedAt: Date;
}

interface Row {
  readonly id: string;
  readonly email: string;
  readonly company_name: string;
  readonly timezone: string;
  readonly csm_name: string;
  readonly csm_email: string;
}

@Injectable()
export class PortalQueries {
  constructor(private readonly database: Database) {}

  /** @throws not_found (404) */
  async account(customerId: string): Promise<PortalAccount> {
    const [row] = await this.database.em().execute<Row[]>(
      `select c.id, c.email, c.company_name, c.timezone, m.name as csm_name, m.email as csm_email
         from customer c join csm m on m.id = c.csm_id where c.id = ?`,
      [customerId],
    );
    if (!row) throw commonErrors.not_found('There is no such customer.');
    const { id, email, company_name: companyName, timezone, csm_name: name, csm_email: csm } = row;
    return { id, email, companyName, timezone, csm: { name, email: csm } };
  }

  /** The call that is next, both zones beside it; null when none is scheduled. */
  async nextCall(customerId: string): Promise<PortalCall | null> {
    const [row] = await this.database.em().execute<(Omit<PortalCall, 'startsAt'> & { startsAt: string })[]>(
      `select k.id, k.kind, k.starts_at as "startsAt", k.meeting_link as "meetingUrl",
              m.name as "csmName", m.timezone as "csmZone"
         from call k join csm m on m.id = k.csm_id
        where k.customer_id = ? and k.status = 'scheduled' order by k.starts_at, k.id limit 1`,
      [customerId],
    );
    return row ? { ...row, startsAt: new Date(row.startsAt) } : null;
  }

  /** Drafts that wait for the customer's decision, oldest first. */
  async draftsWaiting(customerId: string): Promise<{ id: string; title: string }[]> {
    return this.database.em().execute(
      `select id, title from deliverable
        where customer_id = ? and status = 'in_review' order by created_at, id limit 50`,
      [customerId],
    );
  }

  /** The drafts that were decided, newest decision first: the customer keeps every deliverable. */
  async draftsDecided(customerId: string): Promise<DecidedDraft[]> {
    const rows = await this.database
      .em()
      .execute<(Omit<DecidedDraft, 'decidedAt'> & { decidedAt: string })[]>(
        `select id, title, status, decided_at as "decidedAt" from deliverable
        where customer_id = ? and status <> 'in_review' order by decided_at desc, id desc limit 50`,
        [customerId],
      );
    return rows.map((row) => ({ ...row, decidedAt: new Date(row.decidedAt) }));
  }
}
