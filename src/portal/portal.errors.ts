import { defineErrors } from '../platform/errors/app-error.js';

export const portalErrors = defineErrors({
  trial_over: {
    status: 409,
    title: 'The trial has ended',
    hint: 'Everything is kept as it is, and every deliverable stays yours. Hire the agent to go on: write to your contact.',
  },
  form_sent_before: {
    status: 409,
    title: 'This form was sent before, with other words',
    hint: 'Look first at what became of it. To send what stands here now as well, press the button again.',
  },
});
