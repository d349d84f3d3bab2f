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
  },
  indexes: [{ name: 'trial_extension_trial_idx', properties: ['trialId', 'at'] }],
});

/** Hours granted beyond the 168, why and by whom. */
export class TrialExtension extends TrialExtensionSchema.class {}
TrialExtensionSchema.setClass(TrialExtension);
