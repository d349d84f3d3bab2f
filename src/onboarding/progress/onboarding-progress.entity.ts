import { defineEntity, p } from '@mikro-orm/core';

const OnboardingProgressSchema = defineEntity({
  name: 'OnboardingProgress',
  tableName: 'onboarding_progress',
  properties: {
    customerId: p.uuid().primary(),
    /** Steps done, those that warn left out. */
    stepsDone: p.integer(),
    /** The first open step; null when the runbook is through. */
    currentStep: p.text().nullable(),
    lastDoneAt: p.datetime().nullable(),
    warnings: p.integer(),
  },
  indexes: [{ name: 'onboarding_progress_last_done_idx', properties: ['lastDoneAt'] }],
});

/** How far a customer's onboarding has come; kept in the transaction of each change, for lists and "stuck". */
export class OnboardingProgress extends OnboardingProgressSchema.class {}
OnboardingProgressSchema.setClass(OnboardingProgress);
