import { defineErrors } from '../platform/errors/app-error.js';

export const noteErrors = defineErrors({
  session_note_needs_call: {
    status: 400,
    title: 'A session note documents a call',
    hint: 'Name the onboarding call of this customer that the note is about.',
  },
  customer_text_internal: {
    status: 400,
    title: 'The text for the customer holds an internal line',
    hint: 'Say it in words meant for the customer: that text goes into the summary mail as it is. Nothing was saved.',
  },
  customer_text_needs_session: {
    status: 400,
    title: 'Only the note of an onboarding session has a text for the customer',
    hint: 'It goes into the summary mail of that call. Choose the kind "Onboarding session", or leave it out.',
  },
  session_documented: {
    status: 409,
    title: 'This call is documented already',
    hint: 'Edit the note that is there instead of writing a second one.',
  },
});
