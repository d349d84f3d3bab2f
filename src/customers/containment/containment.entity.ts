import { defineEntity, p } from '@mikro-orm/core';

/** The runbook's two triggers that are contained at once, by their names among the escalations. */
export const CONTAINMENT_CAUSES = ['compromised_credentials', 'unauthorized_access'] as const;
export type ContainmentCause = (typeof CONTAINMENT_CAUSES)[number];

/** What was done when it began. */
export interface ContainmentDone {
  /** Platforms that were disconnected, by name. */
  readonly platforms: readonly string[];
  readonly goals: number;
  readonly runs: number;
  /** Whether there was a portal password to void. */
  readonly hadPassword: boolean;
  /** Whether the customer was active until then, and will be again when it ends. */
  readonly wasActive: boolean;
}

const ContainmentSchema = defineEntity({
  name: 'Containment',
  tableName: 'containment',
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid(),
    cause: p.enum(CONTAINMENT_CAUSES),
    /** A person's words: never shown to the customer. */
    reason: p.text(),
    done: p.json<ContainmentDone>(),
    beganAt: p.datetime(),
    beganBy: p.text(),
    endedAt: p.datetime().nullable(),
    endedBy: p.text().nullable(),
    endReason: p.text().nullable(),
  },
  uniques: [
    {
      name: 'containment_one_open_key',
      expression:
        'create unique index "containment_one_open_key" on "containment" ("customer_id") where "ended_at" is null',
    },
  ],
});

/** A customer shut off because a key or the account may be in other hands; at most one is open for each. */
export class Containment extends ContainmentSchema.class {}
ContainmentSchema.setClass(Containment);
