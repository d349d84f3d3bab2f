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
  /** Since when it is under way; null while it is to come. */
  readonly since: Date | null;
  readonly meetingUrl: string | null;
  readonly csmName: string;
  readonly csmZone: string;
}

/** The first of the drafts that wait for the customer. */
export interface DraftsWaiting {
  readonly id: string;
  readonly title: string;
  readonly createdAt: Date;
  /** How many wait, this one included. */
  readonly waiting: number;
}

/** A draft that was approved or rejected, as the portal's first page names it. */
export interface DecidedDraft {
  readonly id: string;
  readonly title: string;
  readonly status: 'approved' | 'rejected';
  readonly decidedAt: Date;
}

/** A deliverable in the list of approvals. */
export interface ApprovalItem {
  readonly id: string;
  readonly title: string;
  readonly goal: string;
  readonly status: string;
  readonly action: string;
  /** When it was drafted, and decided. */
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  /** Another draft was asked for in its place. */
  readonly replaced: boolean;
}

type ApprovalRow = Omit<ApprovalItem, 'createdAt' | 'decidedAt'> & {
  readonly createdAt: string;
  readonly decidedAt: string | null;
};

const APPROVALS_SHOWN = 25;

interface Row {
  readonly id: string;
  readonly email: string;
  readonly company_name: string;
  readonly timezone: string;
  readonly csm_name: string;
  readonly csm_email: string;
}

/** As the driver gives it: instants are text. */
type CallRow = Omit<PortalCall, 'startsAt' | 'since'> & {
  readonly startsAt: string;
  readonly startedAt: string | null;
};

/** So long after its planned end a call nobody has closed still counts as under way. */
const OVERTIME_MINUTES = 60;

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

  /** The call that is under way or next, both zones beside it; null when none is scheduled, or its hour is long over. */
  async nextCall(customerId: string, now: Date): Promise<PortalCall | null> {
    const [row] = await this.database.em().execute<CallRow[]>(
      `select k.id, k.kind, k.starts_at as "startsAt", k.started_at as "startedAt", k.meeting_link as "meetingUrl",
              m.name as "csmName", m.timezone as "csmZone"
         from call k join csm m on m.id = k.csm_id
        where k.customer_id = ? and k.status = 'scheduled'
          and coalesce(k.started_at, k.starts_at) + (k.minutes + ?) * interval '1 minute' > ?
        order by k.starts_at, k.id limit 1`,
      [customerId, OVERTIME_MINUTES, now],
    );
    if (!row) return null;
    const { startsAt, startedAt, ...call } = row;
    const begins = new Date(startsAt);
    const since = startedAt === null ? begins : new Date(startedAt);
    return { ...call, startsAt: begins, since: since <= now ? since : null };
  }

  /** Every deliverable, newest first, a page at a time. */
  async approvals(
    customerId: string,
    before?: string,
  ): Promise<{ items: ApprovalItem[]; older: string | null }> {
    const rows = await this.database.em().execute<ApprovalRow[]>(
      `select d.id, d.title, g.name as goal, d.status, d.action, d.created_at as "createdAt",
              d.decided_at as "decidedAt", d.decided_by as "decidedBy", d.next_run_id is not null as replaced
         from deliverable d join goal g on g.id = d.goal_id
        where d.customer_id = ?${before === undefined ? '' : ' and d.id < ?'} order by d.id desc limit ?`,
      [customerId, ...(before === undefined ? [] : [before]), APPROVALS_SHOWN + 1],
    );
    const items = rows.slice(0, APPROVALS_SHOWN).map(({ createdAt, decidedAt, ...row }) => ({
      ...row,
      createdAt: new Date(createdAt),
      decidedAt: decidedAt === null ? null : new Date(decidedAt),
    }));
    return { items, older: rows.length > APPROVALS_SHOWN ? (items.at(-1)?.id ?? null) : null };
  }

  /** The draft that waits longest for the customer's decision, and how many do; null while none does. */
  async draftsWaiting(customerId: string): Promise<DraftsWaiting | null> {
    const [row] = await this.database
      .em()
      .execute<(Omit<DraftsWaiting, 'createdAt'> & { createdAt: string })[]>(
        `select id, title, created_at as "createdAt", count(*) over ()::int as waiting from deliverable
        where customer_id = ? and status = 'in_review' order by created_at, id limit 1`,
        [customerId],
      );
    return row ? { ...row, createdAt: new Date(row.createdAt) } : null;
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
