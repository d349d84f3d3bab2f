import { Injectable } from '@nestjs/common';
import type { EntryType } from '../platform/history/entry-type.js';
import { newId } from '../platform/ids/new-id.js';
import { actorId } from '../platform/unit-of-work/actor.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import type { Escalation } from './escalation.entity.js';
import {
  escalationAcknowledged,
  escalationAdded,
  escalationOpened,
  escalationReopened,
  escalationResolved,
} from './escalation.entries.js';
import type { EscalationEventKind } from './escalation-event.entity.js';
import { EscalationRepository } from './escalation.repository.js';
import { ESCALATION_TEXT } from './slack/slack-message.entity.js';
import { SlackService } from './slack/slack.service.js';
import type { Team, TriggerName } from './triggers.js';

type About = { readonly team: Team; readonly trigger: TriggerName };

const ENTRIES: Readonly<Record<EscalationEventKind, EntryType<About>>> = {
  opened: escalationOpened,
  added: escalationAdded,
  acknowledged: escalationAcknowledged,
  resolved: escalationResolved,
  reopened: escalationReopened,
};

/** What the team's channel hears of. */
const TOLD: readonly EscalationEventKind[] = ['opened', 'reopened', 'resolved'];

/** Writes down what happened to an escalation: its own timeline, history, and the word to Slack. */
@Injectable()
export class EscalationLog {
  constructor(
    private readonly escalations: EscalationRepository,
    private readonly slack: SlackService,
  ) {}

  async write(
    tx: Tx,
    { id, team, trigger, customerId = null }: Pick<Escalation, 'id' | 'team' | 'trigger' | 'customerId'>,
    kind: EscalationEventKind,
    words: string | null,
  ): Promise<void> {
    const eventId = newId();
    const actor = { actorKind: tx.actor.kind, actorId: actorId(tx.actor) };
    this.escalations.addEvent(tx.em, { id: eventId, escalationId: id, at: tx.now, kind, words, ...actor });
    tx.record(ENTRIES[kind], { subjectId: id, customerId, data: { team, trigger } });
    if (!TOLD.includes(kind)) return;
    await this.slack.say(tx, {
      channel: team,
      kind: ESCALATION_TEXT,
      subjectId: id,
      customerId,
      params: { event: kind },
      dedupeKey: `escalation:${eventId}`,
    });
  }
}
