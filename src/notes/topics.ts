/** What an issue of a note is about: a step of the runbook, or one of its common issues. */
export const TOPICS = {
  'step-0': 'Pre-Onboarding Checklist',
  'step-1': 'Step 1: Verify Email Domain',
  'step-2': 'Step 2: Create Customer Account',
  'step-3': 'Step 3: Send Welcome Email',
  'step-4': 'Step 4: Create Trial Subscription',
  'step-5': 'Step 5: Explain Trial Benefits',
  'step-6': 'Step 6: Identify Required Credentials',
  'step-7': 'Step 7: Guide Credential Setup',
  'step-8': 'Step 8: Validate Credentials',
  'step-9': 'Step 9: Configure Agent Settings',
  'step-10': 'Step 10: Create First Goal',
  'step-11': 'Step 11: Execute First Goal',
  'step-12': 'Step 12: Onboarding Validation Checklist',
  'step-13': 'Step 13: Document Onboarding Session',
  'step-14': 'Step 14: Send Post-Onboarding Email',
  'issue-1': 'Issue 1: OAuth Credentials Not Working',
  'issue-2': 'Issue 2: Delta Exchange API Key Rejected',
  'issue-3': 'Issue 3: Agent Configuration Not Saving',
  'issue-4': 'Issue 4: First Goal Not Executing',
  'issue-5': "Issue 5: Customer Can't Login to CP",
} as const;
export type Topic = keyof typeof TOPICS;
export const TOPIC_NAMES = Object.keys(TOPICS) as [Topic, ...Topic[]];
