import { defineErrors } from './app-error.js';

/** Errors that any door can answer. */
export const commonErrors = defineErrors({
  validation_failed: {
    status: 400,
    title: 'The input is not valid',
    hint: 'Correct the named fields and send it again; nothing was changed.',
  },
  malformed_body: {
    status: 400,
    title: 'The body is not valid JSON',
    hint: 'Send a JSON object with Content-Type: application/json.',
  },
  unauthenticated: {
    status: 401,
    title: 'Nobody is signed in',
    hint: 'Send a valid API key as "Authorization: Bearer …", or sign in.',
  },
  forbidden: {
    status: 403,
    title: 'This role may not do that',
    hint: 'Ask an admin, or a colleague whose role allows it.',
  },
  not_found: {
    status: 404,
    title: 'There is no such record',
    hint: 'Check the id; it may belong to another list.',
  },
  version_conflict: {
    status: 409,
    title: 'Somebody else changed this meanwhile',
    hint: 'Look at the present values, then send your change again with the present version.',
  },
  duplicate: {
    status: 409,
    title: 'This exists already',
    hint: 'Open the existing record instead of making a second one.',
  },
  transition_refused: {
    status: 409,
    title: 'Its present state does not allow that',
    hint: 'Reload the page: the record has moved on since you looked.',
  },
  idempotency_mismatch: {
    status: 422,
    title: 'This Idempotency-Key was used with another request',
    hint: 'Use a new key for a new request; repeat a request with exactly the same body.',
  },
  idempotency_unknown: {
    status: 409,
    title: 'This Idempotency-Key was used before, and the requests cannot be compared any more',
    hint: 'Look whether the first request was done; only if it was not, send it again with a new key.',
  },
  idempotency_key_invalid: {
    status: 400,
    title: 'The Idempotency-Key is not usable',
    hint: 'Send 1 to 255 printable characters.',
  },
  payload_too_large: { status: 413, title: 'The body is too large', hint: 'Send at most 256 kB.' },
  too_many_requests: { status: 429, title: 'Too many requests', hint: 'Wait a minute, then try again.' },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    hint: 'Try again; if it persists, give the request id to engineering.',
    kind: 'bug',
  },
  contended: {
    status: 503,
    title: 'Others are changing the same records at this moment',
    hint: 'Nothing was changed; send it again in a few seconds.',
    kind: 'transient',
  },
  database_away: {
    status: 503,
    title: 'The database could not be reached',
    hint: 'Send exactly the same again in a few seconds, a request with the same Idempotency-Key: what was done already is not done twice.',
    kind: 'transient',
  },
  unavailable: {
    status: 503,
    title: 'Not ready at the moment',
    hint: 'Try again in a few seconds.',
    kind: 'transient',
  },
});
