import { Injectable } from '@nestjs/common';

import type { PlatformName } from '../../agents/platform-names.js';
import type { EntityManager } from '../../platform/database/database.js';
import type { PlatformAnswers } from './platform-outage.js';

interface Row {
  readonly customer: string;
  readonly code: string | null;
}

/** What tests at a platform came to. */
@Injectable()
export class PlatformAnswersRepository {
  async of(em: EntityManager, platform: PlatformName, from: Date): Promise<PlatformAnswers> {
    const rows = await em.execute<Row[]>(
      `select t.customer_id as customer, (array_agg(t.code order by t.ended_at desc))[1] as code
         from credential_test t join credential c on c.id = t.credential_id
        where t.ended_at >= ? and t.status = 'done' and c.platform = ?
        group by t.customer_id having bool_and(t.outcome = 'unreachable')
        order by max(t.ended_at) desc, t.customer_id`,
      [from, platform],
    );
    const codes = [...new Set(rows.flatMap(({ code }) => code ?? []))].sort();
    const passedAt = await this.lastPass(em, platform, from);
    return { unreachable: rows.map(({ customer }) => customer), codes, passedAt };
  }

  async lastPass(em: EntityManager, platform: PlatformName, from: Date): Promise<Date | null> {
    const [row] = await em.execute<{ at: Date | string | null }[]>(
      `select max(t.ended_at) as at from credential_test t join credential c on c.id = t.credential_id
        where t.ended_at >= ? and t.status = 'done' and t.outcome = 'ok' and c.platform = ?`,
      [from, platform],
    );
    return row?.at ? new Date(row.at) : null;
  }
}
