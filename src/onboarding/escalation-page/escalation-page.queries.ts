import { Injectable } from '@nestjs/common';
import { formatCustomerNumber } from '../../customers/customer-number.js';
import { Escalation } from '../../escalations/escalation.entity.js';
import { EscalationEvent } from '../../escalations/escalation-event.entity.js';
import { SLACK_CHANNELS } from '../../escalations/slack/slack-channels.js';
import { ESCALATION_TEXT, SlackMessage } from '../../escalations/slack/slack-message.entity.js';
import { SlackService } from '../../escalations/slack/slack.service.js';
import { TEAMS, TRIGGERS, type Team } from '../../escalations/triggers.js';
import { Database, type EntityManager } from '../../platform/database/database.js';
import { isId } from '../../platform/ids/new-id.js';
import type {
  EscalationMessage,
  EscalationMoment,
  EscalationSlack,
  EscalationView,
} from '../escalation-view.js';
import { ActorNames } from '../view/actor-names.queries.js';
import { EscalationRecords } from './escalation-records.queries.js';

/** An escalation's page: what happened, what shows it, who has it, what its channel was told. */
@Injectable()
export class EscalationPage {
  constructor(
    private readonly database: Database,
    private readonly names: ActorNames,
    private readonly records: EscalationRecords,
    private readonly slack: SlackService,
  ) {}

  /** Null for an unknown id, and for another team's where `team` is given. */
  async view(id: string, team?: Team): Promise<EscalationView | null> {
    const em = this.database.em();
    const found = isId(id) ? await em.findOne(Escalation, { id, ...(team ? { team } : {}) }) : null;
    if (!found) return null;
    const events = await em.find(EscalationEvent, { escalationId: id }, { orderBy: { id: 'asc' } });
    const last = events.findLast(({ kind }) => kind === 'opened' || kind === 'reopened');
    return {
      id,
      status: found.status,
      title: found.title,
      trigger: TRIGGERS[found.trigger].title,
      team: { name: found.team, ...TEAMS[found.team] },
      customer: await this.customerOf(em, found.customerId),
      openedAt: found.openedAt.toISOString(),
      owner: await this.ownerOf(em, found.ownerId),
      details: last?.words ?? null,
      resolution: found.resolution ?? null,
      evidence: found.evidence,
      records: await this.records.of(em, found.records),
      timeline: await this.moments(em, events),
      slack: await this.told(em, found),
    };
  }

  private async ownerOf(em: EntityManager, ownerId: string | null | undefined): Promise<string | null> {
    if (!ownerId) return null;
    const owner = { actorKind: 'staff', actorId: ownerId };
    return (await this.names.of(em, [owner]))(owner);
  }

  private async customerOf(
    em: EntityManager,
    customerId: string | null | undefined,
  ): Promise<EscalationView['customer']> {
    if (!customerId) return null;
    const [row] = await em.execute<{ id: string; number: number; companyName: string }[]>(
      'select id, number, company_name as "companyName" from customer where id = ?',
      [customerId],
    );
    return row ? { ...row, number: formatCustomerNumber(row.number) } : null;
  }

  private async moments(em: EntityManager, events: readonly EscalationEvent[]): Promise<EscalationMoment[]> {
    const say = await this.names.of(em, events);
    return events.map((event) => ({
      id: event.id,
      at: event.at.toISOString(),
      kind: event.kind,
      by: say(event),
      words: event.words ?? null,
    }));
  }

  private async told(em: EntityManager, { id, team }: Escalation): Promise<EscalationSlack> {
    const order = { orderBy: { id: 'desc' } } as const;
    const messages = await em.find(SlackMessage, { subjectId: id, kind: ESCALATION_TEXT }, order);
    const { name: channel, variable } = SLACK_CHANNELS[team];
    return { channel, variable, connected: this.slack.connected(team), messages: messages.map(messageOf) };
  }
}

function messageOf(message: SlackMessage): EscalationMessage {
  const { id, params, status, createdAt, endedAt, dueAt, attempt, lastError } = message;
  return {
    id,
    event: String(params['event'] ?? ''),
    status,
    askedAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    nextAt: endedAt ? null : dueAt.toISOString(),
    attempts: attempt,
    trouble: lastError ?? null,
  };
}
