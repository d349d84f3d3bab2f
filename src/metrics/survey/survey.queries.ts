import { Injectable } from '@nestjs/common';
import { Database, type EntityManager } from '../../platform/database/database.js';
import { Links } from '../../platform/links/links.js';
import type { ListPort } from '../../platform/listing/list-port.js';
import { sqlList } from '../../platform/listing/sql-list.js';

/** What the survey's page and mail say about the call. */
export interface SurveyAbout {
  readonly id: string;
  readonly recipientName: string;
  readonly csmName: string;
  readonly callHeldAt: Date;
  /** The customer's zone. */
  readonly zone: string;
}

@Injectable()
export class SurveyQueries {
  readonly list: ListPort;

  constructor(
    private readonly database: Database,
    private readonly links: Links,
  ) {
    this.list = surveyList(database);
  }

  /** What the link asks about, without spending it; throws `link_not_valid` (410). */
  async byLink(token: string): Promise<SurveyAbout> {
    const { subjectId } = await this.links.peek('survey', token);
    return this.about(this.database.em(), subjectId);
  }

  async about(em: EntityManager, surveyId: string): Promise<SurveyAbout> {
    const [row] = await em.execute<{ name: string; csm: string; held: Date | string; timezone: string }[]>(
      `select s.name, m.name as csm, coalesce(k.started_at, k.starts_at) as held, c.timezone
         from survey s join call k on k.id = s.call_id join csm m on m.id = k.csm_id
         join customer c on c.id = s.customer_id
        where s.id = ?`,
      [surveyId],
    );
    if (!row) throw new Error(`There is no survey ${surveyId}`);
    const { name, csm, held, timezone } = row;
    return { id: surveyId, recipientName: name, csmName: csm, callHeldAt: new Date(held), zone: timezone };
  }
}

const surveyList = (database: Database): ListPort =>
  sqlList(database, {
    id: 'surveys',
    title: 'Surveys',
    navigation: { icon: 'Star', section: 'Reports', order: 71 },
    titleColumn: 'email',
    defaultSort: { column: 'sentAt', direction: 'desc' },
    roles: ['ops', 'csm', 'leadership', 'product', 'admin'],
    from: 'survey s left join customer c on c.id = s.customer_id',
    columns: [
      {
        name: 'customerId',
        type: 'uuid',
        label: 'Customer',
        filter: 'equals',
        reference: 'customers',
        referenceLabel: 'customerName',
      },
      { name: 'customerName', type: 'string', sql: 'c.company_name', show: false },
      { name: 'name', type: 'string' },
      { name: 'email', type: 'string', label: 'E-mail', filter: 'ilike' },
      { name: 'score', type: 'number', filter: 'range', sort: true },
      { name: 'comment', type: 'string', filter: 'ilike' },
      { name: 'sentAt', type: 'datetime', filter: 'range', sort: true },
      { name: 'answeredAt', type: 'datetime', filter: 'null', sort: true },
    ],
  });
