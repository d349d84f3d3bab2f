import { Injectable } from '@nestjs/common';
import { AgentService } from '../../agents/agent.service.js';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import { deliverableEdited } from '../goal.entries.js';
import { goalErrors } from '../goal.errors.js';
import type { PostProposal } from '../runtimes/agent-runtime.js';
import { stillUnproven } from '../runtimes/checks/claims.js';
import { hashtagsIn, postFaults } from '../safety/post-rules.js';
import type { Decider } from './decider.js';
import type { Deliverable } from './deliverable.entity.js';
import { DeliverableRepository } from './deliverable.repository.js';

/** Texts that people put in the place of the agent's, each a revision, held against the same rules as a draft. */
@Injectable()
export class DraftRevisions {
  constructor(
    private readonly deliverables: DeliverableRepository,
    private readonly agents: AgentService,
  ) {}

  /**
   * The same text once more is no revision. A figure that a person types is given; one that nobody gave stays so while
   * it stands in the text. Throws `draft_breaks_rules` (422).
   */
  async revise(tx: Tx, deliverable: Deliverable, body: string, by: Decider): Promise<void> {
    const { id, customerId, proposal } = deliverable;
    const last = (await this.deliverables.revisions(tx.em, id)).at(-1);
    if (last?.body === body) return;
    if (proposal?.kind === 'post') deliverable.proposal = await this.checked(tx, deliverable, proposal, body);
    const unproven = stillUnproven(deliverable.unproven ?? [], body);
    deliverable.unproven = unproven.length > 0 ? unproven : null;
    deliverable.revision += 1;
    const number = deliverable.revision;
    this.deliverables.addRevision(tx.em, { deliverableId: id, number, body, by, createdAt: tx.now });
    tx.record(deliverableEdited, { subjectId: id, customerId, data: { revision: number, by } });
  }

  private async checked(
    tx: Tx,
    { agentId }: Deliverable,
    proposal: PostProposal,
    body: string,
  ): Promise<PostProposal> {
    const { settings } = await this.agents.get(tx, agentId);
    const forbidden = settings && 'forbiddenTopics' in settings ? settings.forbiddenTopics : [];
    const faults = postFaults(body, proposal.platform, forbidden);
    if (faults.length > 0) {
      throw goalErrors.draft_breaks_rules('Nothing was saved.', {
        fields: faults.map((message) => ({ field: 'body', message })),
      });
    }
    const hashtags = hashtagsIn(body);
    const checks = proposal.checks.map((check) =>
      check.limit === 'hashtags' ? { ...check, value: String(hashtags.length) } : check,
    );
    return { ...proposal, hashtags, checks };
  }
}
