/** The teams of the runbook's escalation paths, with the channel each is told in. */
export const TEAMS = {
  engineering: { title: 'Engineering', channel: '#eng-support' },
  security: { title: 'Security', channel: '#security' },
  product: { title: 'Product', channel: '#product-feedback' },
} as const;
export type Team = keyof typeof TEAMS;
export const TEAM_NAMES = Object.keys(TEAMS) as [Team, ...Team[]];

interface Trigger {
  readonly team: Team;
  /** The runbook's words. */
  readonly title: string;
}

/** "When to Escalate": the runbook's twelve triggers; each sets its team. */
export const TRIGGERS = {
  platform_integration_failing: {
    team: 'engineering',
    title: 'Platform integration failing consistently (not credential issue)',
  },
  scheduler_not_executing: { team: 'engineering', title: 'Scheduler not executing goals' },
  data_loss: { team: 'engineering', title: 'Data loss or corruption' },
  performance: { team: 'engineering', title: 'Performance issues (slow loading, timeouts)' },
  suspicious_signup: { team: 'security', title: 'Suspicious signup (fraud indicators)' },
  compromised_credentials: { team: 'security', title: 'Compromised credentials detected' },
  unauthorized_access: { team: 'security', title: 'Customer reporting unauthorized access' },
  data_privacy: { team: 'security', title: 'Data privacy concerns' },
  feature_request: { team: 'product', title: 'Customer requests feature not available' },
  onboarding_confusing: {
    team: 'product',
    title: 'Onboarding flow confusing (3+ customers report same issue)',
  },
  missing_capability: { team: 'product', title: 'Missing agent capability customer expected' },
  pricing: { team: 'product', title: 'Pricing/packaging concerns' },
} as const satisfies Record<string, Trigger>;
export type TriggerName = keyof typeof TRIGGERS;
export const TRIGGER_NAMES = Object.keys(TRIGGERS) as [TriggerName, ...TriggerName[]];
