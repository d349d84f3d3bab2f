import { z } from 'zod';
import { setting } from '../platform/settings/setting.js';
import { APPROVAL_POLICIES, DEFAULT_POLICY, type ApprovalPolicy } from './approval-policy.js';

const WORDS: Readonly<Record<ApprovalPolicy, string>> = {
  first_of_agent: 'The first goal of each agent',
  all_on_trial: 'Every goal while on trial',
  all: 'Every goal',
};

/** No default stands in for it: goals might approve themselves that a person was to look at. */
export const approvalPolicy = setting<ApprovalPolicy>({
  key: 'goals.approval-policy',
  title: 'Goals that a person approves',
  help: 'Other goals approve themselves when every finding of their safety review passes.',
  section: 'Goals',
  schema: z.enum(APPROVAL_POLICIES).meta({
    title: 'A person approves',
    options: APPROVAL_POLICIES.map((value) => ({ value, label: WORDS[value] })),
  }),
  default: DEFAULT_POLICY,
  say: (policy) => [WORDS[policy]],
});
