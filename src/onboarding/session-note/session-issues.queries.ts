import { Injectable } from '@nestjs/common';
import { PLATFORM_TITLES, type PlatformName } from '../../agents/platform-names.js';
import type { Topic } from '../../notes/topics.js';
import type { EntityManager } from '../../platform/database/database.js';

/** An issue of the session note as it is drafted; what was confusing is for a person to say. */
export interface IssueDraft {
  readonly topic: Topic | null;
  readonly what: string;
  readonly resolution: string | null;
}

interface Row {
  readonly name: string;
  readonly code: string | null;
  readonly solved: boolean;
}

/** "Issues encountered and resolutions" (runbook Step 13), as far as rows know them. */
@Injectable()
export class SessionIssues {
  /** What failed since an instant, each cause once, in the order in which it first came. */
  async since(em: EntityManager, customerId: string, since: Date): Promise<IssueDraft[]> {
    const [rejections, runs] = [
      await this.rejections(em, customerId, since),
      await this.runs(em, customerId, since),
    ];
    return [
      ...rejections.map(({ name, code, solved }) => ({
        topic: null,
        what: `${PLATFORM_TITLES[name as PlatformName]}: the connection test was rejected (${words(code)}).`,
        resolution: solved ? 'A later test passed.' : null,
      })),
      ...runs.map(({ name, code, solved }) => ({
        topic: null,
        what: `Goal "${name}": a run did not complete (${words(code)}).`,
        resolution: solved ? 'A later run completed.' : null,
      })),
    ];
  }

  private rejections(em: EntityManager, customerId: string, since: Date): Promise<Row[]> {
    return em.execute<Row[]>(
      `select c.platform as name, t.code,
              exists (select 1 from credential_test o join credential p on p.id = o.credential_id
                       where p.customer_id = c.customer_id and p.platform = c.platform and o.outcome = 'ok'
                         and o.ended_at > max(t.ended_at)) as solved
         from credential_test t join credential c on c.id = t.credential_id
        where c.customer_id = ? and t.outcome = 'rejected' and t.created_at >= ?
        group by c.customer_id, c.platform, t.code order by min(t.created_at)`,
      [customerId, since],
    );
  }

  private runs(em: EntityManager, customerId: string, since: Date): Promise<Row[]> {
    return em.execute<Row[]>(
      `select g.name, r.failure_code as code,
              exists (select 1 from goal_run o where o.goal_id = g.id and o.status = 'completed'
                       and o.ended_at > max(r.ended_at)) as solved
         from goal_run r join goal g on g.id = r.goal_id
        where g.customer_id = ? and r.status in ('failed', 'refused') and r.created_at >= ?
        group by g.id, g.name, r.failure_code order by min(r.created_at)`,
      [customerId, since],
    );
  }
}

const words = (code: string | null): string => (code ?? 'no cause named').replaceAll('_', ' ');
