import { defineEntity, p } from '@mikro-orm/core';
import { ESCALATION_STATUSES } from './escalation.states.js';
import { TEAM_NAMES, TRIGGER_NAMES } from './triggers.js';

/** What speaks for the escalation: figures, states and names of things, by what each is. */
export type Evidence = Readonly<Record<string, string | number | boolean | null>>;

/** A record that shows it: a list of the panel and the row in it. */
export interface EvidenceRecord {
  readonly list: string;
  readonly id: string;
}

const EscalationSchema = defineEntity({
  name: 'Escalation',
  tableName: 'escalation',
  properties: {
    id: p.uuid().primary(),
    team: p.enum(TEAM_NAMES),
    /** The Slack channel of the runbook, `#eng-support`. */
    channel: p.text(),
    trigger: p.enum(TRIGGER_NAMES),
    /** In words, for people. */
    title: p.text(),
    /** What it is about: the same cause is the same escalation. */
    cause: p.text(),
    customerId: p.uuid().nullable(),
    status: p.enum(ESCALATION_STATUSES),
    evidence: p.json<Evidence>(),
    records: p.json<readonly EvidenceRecord[]>(),
    /** Who acknowledged it and has it now: a staff member's id. */
    ownerId: p.text().nullable(),
    openedAt: p.datetime(),
    acknowledgedAt: p.datetime().nullable(),
    resolvedAt: p.datetime().nullable(),
    resolution: p.text().nullable(),
    version: p.integer().version(),
  },
  indexes: [
    { name: 'escalation_customer_idx', properties: ['customerId'] },
    { name: 'escalation_status_idx', properties: ['status', 'openedAt'] },
  ],
  uniques: [
    {
      name: 'escalation_cause_key',
      expression:
        'create unique index "escalation_cause_key" on "escalation" ("trigger", "cause", "customer_id") nulls not distinct',
    },
  ],
});

/** A call for help to engineering, security or product. */
export class Escalation extends EscalationSchema.class {}
EscalationSchema.setClass(Escalation);
