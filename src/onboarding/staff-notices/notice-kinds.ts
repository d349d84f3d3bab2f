/** What this room tells staff of. */
export const GOAL_WAITING = 'goal_waiting';
export const DRAFT_REJECTED = 'draft_rejected';
export const CREDENTIAL_BROKEN = 'credential_broken';
export const CREDENTIAL_ENDING = 'credential_ending';
export const MAIL_FAILED = 'mail_failed';
export const DRAFTS_WAITING = 'drafts_waiting';
export const ACTION_FAILED = 'action_failed';
export const ACTION_OVERDUE = 'action_overdue';
export const TRIAL_USED = 'trial_used';
