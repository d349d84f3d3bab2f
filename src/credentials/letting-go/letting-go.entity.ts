import { defineEntity, p } from '@mikro-orm/core';

const LettingGoSchema = defineEntity({
  name: 'LettingGo',
  tableName: 'letting_go',
  properties: {
    id: p.uuid().primary(),
    credentialId: p.uuid(),
    customerId: p.uuid(),
    /** The vault's set that is deleted at the end, whatever the platform answered. */
    setId: p.uuid(),
    status: p.enum(['queued', 'running', 'done'] as const),
    outcome: p.enum(['told', 'not_told'] as const).nullable(),
    /** Why the platform was not told. */
    because: p.text().nullable(),
    attempt: p.integer(),
    leaseUntil: p.datetime().nullable(),
    /** Business instant at which the set is deleted even if nobody came to tell the platform. */
    deleteBy: p.datetime(),
    createdAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'letting_go_open_idx',
      expression: `create index "letting_go_open_idx" on "letting_go" ("delete_by") where status in ('queued', 'running')`,
    },
    { name: 'letting_go_credential_idx', properties: ['credentialId'] },
  ],
});

/** A platform that is to be told that we let go of a disconnected credential. Holds no secret. */
export class LettingGo extends LettingGoSchema.class {}
LettingGoSchema.setClass(LettingGo);
