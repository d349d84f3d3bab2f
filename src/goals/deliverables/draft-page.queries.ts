import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Links } from '../../platform/links/links.js';
import { chartView } from './chart/chart-svg.js';
import { DeliverableQueries } from './deliverable.queries.js';
import type { DraftPage, NextDraft } from './draft-page.js';
import { FIRST_TASK_COMPLETED } from './messages.js';
import { postPreview } from './post-preview.js';
import { proposalView } from './proposal-view.js';

interface About {
  readonly zone: string;
  readonly company: string;
  readonly account: string | null;
  readonly trial: string | null;
  readonly first: boolean;
  readonly next: string | null;
  readonly nextStatus: string | null;
  readonly nextDraft: string | null;
}

@Injectable()
export class DraftPageQueries {
  constructor(
    private readonly database: Database,
    private readonly deliverables: DeliverableQueries,
    private readonly links: Links,
  ) {}

  /** Throws `not_found` (404). */
  async page(id: string): Promise<DraftPage> {
    const { proposal, chart, ...draft } = await this.deliverables.view(id);
    const about = await this.about(id, proposal?.kind === 'post' ? proposal.platform : '');
    const { zone, account, company } = about;
    const preview =
      proposal?.kind === 'post' ? postPreview(proposal.platform, account ?? company, draft.body) : null;
    return {
      ...draft,
      proposal: proposal && proposalView(proposal, zone),
      chart: chart && chartView(chart, zone),
      preview,
      success: about.first && draft.status === 'in_review' ? FIRST_TASK_COMPLETED : null,
      zone,
      next: nextOf(about),
      ended: endedText(about.trial),
    };
  }

  /** The draft behind a review link, without spending it. Throws `link_not_valid` (410). */
  async forReview(token: string): Promise<DraftPage> {
    return this.page((await this.links.peek('review', token)).subjectId);
  }

  private async about(id: string, platform: string): Promise<About> {
    const [row] = await this.database.em().execute<About[]>(
      `select c.timezone as zone, c.company_name as company, t.status as trial,
              (select k.account_name from credential k
                where k.customer_id = d.customer_id and k.platform = ? and k.status <> 'disconnected'
                limit 1) as account,
              not exists (select 1 from deliverable o where o.customer_id = d.customer_id and o.id < d.id) as first,
              n.id as next, n.status as "nextStatus", nd.id as "nextDraft"
         from deliverable d join customer c on c.id = d.customer_id
         join goal_run r on r.id = d.run_id left join trial t on t.id = r.trial_id
         left join goal_run n on n.id = d.next_run_id left join deliverable nd on nd.run_id = n.id
        where d.id = ?`,
      [platform, id],
    );
    if (!row) throw new Error(`Deliverable ${id} belongs to nobody`);
    return row;
  }
}

const nextOf = ({ next, nextStatus, nextDraft }: About): NextDraft | null =>
  next === null ? null : { runId: next, status: nextStatus ?? '', deliverableId: nextDraft };

function endedText(trial: string | null): string | null {
  return trial === 'expired' || trial === 'cancelled'
    ? 'The trial has ended: you keep the text, and nothing is posted or traded any more.'
    : null;
}
