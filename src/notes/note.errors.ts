import { defineErrors } from '../platform/errors/app-error.js';

export const noteErrors = defineErrors({
  session_note_needs_call: {
    status: 400,
    title: 'A session note documents a call',
    hint: 'Name the onboarding call of this customer that the note is about.',
  },
  session_documented: {
    status: 409,
    title: 'This call is documented already',
    hint: 'Edit the note that is there instead of writing a second one.',
  },
});
