import { defineErrors } from '../errors/app-error.js';

/** Refusals of a login page. Neither tells whether there is such an account. */
export const signInErrors = defineErrors({
  sign_in_failed: {
    status: 401,
    title: 'Not signed in',
    hint: 'Check both and try again. A forgotten password is replaced by whoever gave you access.',
  },
  too_many_sign_ins: {
    status: 429,
    title: 'Too many tries',
    hint: 'Wait, then try again with the right password.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many from this address',
    hint: 'Wait, then try again.',
  },
  password_refused: {
    status: 400,
    title: 'This password cannot be used',
    hint: 'Choose another; nothing was changed.',
  },
});
