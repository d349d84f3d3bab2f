import { defineErrors } from '../platform/errors/app-error.js';

export const trialErrors = defineErrors({
  trial_open_already: {
    status: 409,
    title: 'A trial of this agent is open already',
    hint: 'Work with the open trial, or cancel it first: one open trial per customer and agent type.',
  },
  trial_agent_hired: {
    status: 409,
    title: 'The agent was hired',
    hint: 'It runs without the limits of a trial, and needs none. Create its next goal.',
  },
  trial_not_ready: {
    status: 409,
    title: 'The trial cannot be activated yet',
    hint: 'Do NOT activate before the customer has configured credentials: the clock starts on activation (Step 4).',
  },
  trial_not_pending: {
    status: 409,
    title: 'Only a pending trial is activated',
    hint: 'One that is active needs nothing: its clock runs. One that is over can be converted, or followed by a new trial.',
  },
  trial_not_running: {
    status: 409,
    title: 'The trial is not active',
    hint: 'Activate the trial first; a trial that is over can be converted.',
  },
  trial_used: {
    status: 409,
    title: 'The activation can no longer be undone',
    hint: 'A task was used. Cancel the trial, or extend it.',
  },
  trial_extension_refused: {
    status: 409,
    title: 'This extension is not yours to grant',
    hint: 'A customer success manager may extend once, by up to 72 hours. An admin may extend further.',
  },
  trial_extension_unfit: {
    status: 400,
    title: 'These trials cannot be extended together',
    hint: 'Name up to 500 trials, or a shorter time between two instants; what was extended already is skipped.',
  },
  trial_start_unfit: {
    status: 400,
    title: 'The hire cannot begin on this day',
    hint: 'Give a day from the trial’s activation to a year from today, in the customer’s zone.',
  },
  trial_not_over: {
    status: 409,
    title: 'The trial is not over without a hire',
    hint: 'Why a customer did not hire is recorded after the trial expired or was cancelled.',
  },
  trial_over: {
    status: 409,
    title: 'The trial has ended',
    hint: 'Everything is kept as it is, and every deliverable stays yours. Hire the agent to go on: write to your contact.',
  },
  trial_too_late: {
    status: 409,
    title: 'The trial ended too long ago to convert',
    hint: 'Conversion is possible for 14 days after the end. Create a new trial.',
  },
  trial_limit_reached: {
    status: 409,
    title: 'The trial’s limit is reached',
    hint: 'Wait until the limit frees, or convert the trial. Nothing was run.',
  },
});
