import { defineEntity, p } from '@mikro-orm/core';

export const ESCALATION_EVENTS = ['opened', 'added', 'acknowledged', 'resolved', 'reopened'] as const;
export type EscalationEventKind = (typeof ESCALATION_EVENTS)[number];

const EscalationEventSchema = defineEntity({
  name: 'EscalationEvent',
  tableName: 'escalation_event',
  properties: {
    id: p.uuid().primary(),
    escalationId: p.uuid(),
    at: p.datetime(),
    kind: p.enum(ESCALATION_EVENTS),
    /** What was seen, found, done, or why it is open again: a person's words, or the rule's. */
    words: p.text().nullable(),
    actorKind: p.text(),
    actorId: p.text(),
  },
  indexes: [{ name: 'escalation_event_escalation_idx', properties: ['escalationId', 'id'] }],
});

/** One line of an escalation's own timeline; append-only. */
export class EscalationEvent extends EscalationEventSchema.class {}
EscalationEventSchema.setClass(EscalationEvent);
