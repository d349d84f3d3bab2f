import { defineErrors } from '../platform/errors/app-error.js';

export const goalErrors = defineErrors({
  goal_without_trial: {
    status: 409,
    title: 'The agent has no trial',
    hint: 'Create the trial first (Step 4): goals run under its limits.',
  },
  goal_not_approved: {
    status: 409,
    title: 'The goal is not approved',
    hint: 'Verify that its status is "Approved": open Goal Approvals, review it for safety and click "Approve Goal" (Step 10).',
  },
  goal_contained: {
    status: 409,
    title: 'The goal was stopped by a containment',
    hint: 'Only security opens the account again (Re-open), once it is safe; then ops resume each goal.',
  },
  goal_paused_by_us: {
    status: 409,
    title: 'The goal was paused by our team',
    hint: 'Write to your manager if it should go on.',
  },
  goal_trial_over: {
    status: 409,
    title: 'The goal’s trial has ended',
    hint: 'Convert the trial, up to 14 days after its end: its goals go on by themselves then. Later, create a new trial and a new goal.',
  },
  goal_goes_on_by_itself: {
    status: 409,
    title: 'The goal was not paused by you',
    hint: 'Your goals say what it waits for; it goes on by itself once that is there.',
  },
  goal_not_safe: {
    status: 409,
    title: 'The safety review has a failing finding',
    hint: 'Fix what the finding names, then approve. An admin may override it with a reason.',
  },
  goal_findings_unseen: {
    status: 409,
    title: 'The safety review is not the one that was seen',
    hint: 'Open the goal, look at each finding, and approve it there.',
  },
  goal_override_needs_reason: {
    status: 422,
    title: 'An override needs a reason',
    hint: 'Say why the goal is approved against the finding.',
  },
  goal_template_mismatch: {
    status: 422,
    title: 'This agent cannot follow that template',
    hint: 'Choose a template of the agent’s type.',
  },
  goal_credential_not_active: {
    status: 409,
    title: 'A credential the goal needs is not active',
    hint: 'Reconnect it and test the connection (Credentials > Test Connection), then trigger again.',
  },
  goal_finished: {
    status: 409,
    title: 'The goal is archived',
    hint: 'Create a new goal.',
  },
  goal_proposals_waiting: {
    status: 409,
    title: 'Enough proposals of this agent wait for review',
    hint: 'Wait until one of them is decided, or withdraw one you no longer want; then propose the next.',
  },
  goal_limit_reached: {
    status: 409,
    title: 'The agent has as many goals as its customer may give it',
    hint: 'Withdraw one that was not approved, or ask your contact to end a goal that you no longer need.',
  },
  goal_not_withdrawable: {
    status: 409,
    title: 'The goal was approved before',
    hint: 'Pause it if it should not run, or ask your contact to end it.',
  },
  run_finished: {
    status: 409,
    title: 'The run is over',
    hint: 'Trigger the goal again if you want another run.',
  },
  deliverable_decided: {
    status: 409,
    title: 'This draft was decided before',
    hint: 'A decision is made once. Trigger the goal again for another draft.',
  },
  draft_breaks_rules: {
    status: 422,
    title: 'The text breaks a rule of the draft',
    hint: 'Change the text as each line says; what you typed is still there.',
  },
  deliverable_beyond_limits: {
    status: 409,
    title: 'The trade is beyond the agent’s limits as they are now',
    hint: 'Reject it, or ask for another draft: it is computed within the limits.',
  },
  action_not_handed_over: {
    status: 409,
    title: 'There is nothing to hand over, or no result to report',
    hint: 'Look at what became of the action on the deliverable’s page.',
  },
  action_result_known: {
    status: 409,
    title: 'The result of this action is known already',
    hint: 'The first report stands. Write to the support if it was wrong.',
  },
  deliverable_action_limit: {
    status: 409,
    title: 'The agent’s daily limit is reached',
    hint: 'Approve it tomorrow, or reject it.',
  },
});
