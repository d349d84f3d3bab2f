import { defineEntity, p } from '@mikro-orm/core';

const TrialExtensionSchema = defineEntity({
  name: 'TrialExtension',
  tableName: 'trial_extension',
  properties: {
    id: p.uuid().primary(),
    trialId: p.uuid(),
    hours: p.integer(),
    reason: p.text(),
    approverRole: p.text(),
    approverId: p.text(),
    at: p.datetime(),
    /** Granted together, told to each customer in one mail; its own id where it stands alone. */
    batchId: p.uuid(),
    inBulk: p.boolean().default(false),
  },
  indexes: [
    { name: 'trial_extension_trial_idx', properties: ['trialId', 'at'] },
    { name: 'trial_extension_batch_idx', properties: ['batchId'] },
  ],
  uniques: [
    {
      name: 'trial_extension_bulk_key',
      expression:
        'create unique index "trial_extension_bulk_key" on "trial_extension" ("trial_id", lower("reason")) where "in_bulk"',
    },
  ],
});

/** Hours granted beyond the 168, why and by whom. */
export class TrialExtension extends TrialExtensionSchema.class {}
TrialExtensionSchema.setClass(TrialExtension);
