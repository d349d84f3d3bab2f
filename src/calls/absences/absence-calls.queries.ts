import { Injectable } from '@nestjs/common';
import { formatCustomerNumber } from '../../customers/customer-number.js';
import { BusinessClock } from '../../platform/clocks/business-clock.js';
import { Database } from '../../platform/database/database.js';
import type { AbsenceCallsView } from './absence-calls-view.js';

interface Row {
  readonly id: string;
  readonly customerId: string;
  readonly companyName: string;
  readonly number: number;
  readonly kind: AbsenceCallsView['calls'][number]['kind'];
  readonly startsAt: Date | string;
}

/** What an absence's page shows. */
@Injectable()
export class AbsenceCallsQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: BusinessClock,
  ) {}

  /** Calls of the absent manager to come, within the absence; null for an unknown one. */
  async view(absenceId: string): Promise<AbsenceCallsView | null> {
    const em = this.database.em();
    const [absence] = await em.execute<{ name: string; cover: string }[]>(
      `select m.name, v.name as cover from csm_absence a join csm m on m.id = a.csm_id
         join csm v on v.id = a.cover_id where a.id = ?`,
      [absenceId],
    );
    if (!absence) return null;
    const rows = await em.execute<Row[]>(
      `select k.id, k.customer_id as "customerId", c.company_name as "companyName", c.number, k.kind,
              k.starts_at as "startsAt"
         from csm_absence a join call k on k.csm_id = a.csm_id join customer c on c.id = k.customer_id
        where a.id = ? and k.status = 'scheduled' and k.started_at is null and k.starts_at > ?
          and k.starts_at < a.ends_at and k.starts_at + k.minutes * interval '1 minute' > a.starts_at
        order by k.starts_at, k.id limit 200`,
      [absenceId, await this.clock.now(em)],
    );
    return {
      manager: absence.name,
      cover: absence.cover,
      calls: rows.map(({ number, startsAt, ...row }) => ({
        ...row,
        customerNumber: formatCustomerNumber(number),
        startsAt: new Date(startsAt),
      })),
    };
  }
}
