import { defineErrors } from '../platform/errors/app-error.js';

export const callErrors = defineErrors({
  call_already_scheduled: {
    status: 409,
    title: 'Such a call is scheduled already',
    hint: 'Move the scheduled one instead of making a second.',
  },
  onboarding_held: {
    status: 409,
    title: 'The onboarding call was held',
    hint: 'An onboarding that was not finished goes on in a follow-up call: schedule one.',
  },
  csm_busy: {
    status: 409,
    title: 'The customer success manager has another call then',
    hint: 'Choose another time, or leave the time empty to take the first free slot.',
  },
  no_free_slot: {
    status: 409,
    title: 'There is no free slot',
    hint: 'Check the working hours in the CSM table, or assign another customer success manager.',
  },
  slot_reason_needed: {
    status: 409,
    title: 'This time needs a reason',
    hint: 'Send it again with a reason, or leave the time empty to take the first free slot.',
  },
  call_time_invalid: {
    status: 400,
    title: 'The time is not possible',
    hint: 'Correct the named fields; nothing was changed.',
  },
  call_not_started: {
    status: 409,
    title: 'The call has not been started',
    hint: 'Press Start Call, or give the time at which it really began.',
  },
  call_started: {
    status: 409,
    title: 'The call has been started',
    hint: 'A call that began is ended, not moved or cancelled.',
  },
  nothing_to_follow: {
    status: 409,
    title: 'There is no onboarding call to follow up',
    hint: 'Schedule the onboarding call itself; a follow-up comes after it was held.',
  },
  slot_taken: {
    status: 409,
    title: 'This time is no longer free',
    hint: 'Choose one of the times below; they are free at this moment.',
  },
  too_late_to_move: {
    status: 409,
    title: 'It is too late to change the call here',
    hint: 'Write to your customer success manager, or answer the invitation mail.',
  },
  moved_too_often: {
    status: 409,
    title: 'The call was moved three times already',
    hint: 'Write to your customer success manager, who finds a time with you.',
  },
  attendee_needed: {
    status: 409,
    title: 'Somebody of the customer must be on the call',
    hint: 'Invite another person first, or cancel the call.',
  },
  not_a_check_in: {
    status: 409,
    title: 'Only a check-in has an outcome for the trial',
    hint: 'Open the day-5 check-in of the customer.',
  },
  call_not_under_way: {
    status: 409,
    title: 'The call has not begun',
    hint: 'Start it first; if it began earlier, give the time at which it really did.',
  },
  no_call_inside: {
    status: 409,
    title: 'No call falls into this absence',
    hint: 'There is nothing to move: new calls go to whoever covers.',
  },
  recording_consent_missing: {
    status: 409,
    title: 'Nobody of the customer has allowed a recording',
    hint: 'Ask on the call, write down who agreed and by which words, then record.',
  },
});
