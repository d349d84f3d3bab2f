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
    hint: 'It is documented as it was. What is left goes into the check-in.',
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
});
