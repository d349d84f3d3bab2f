import { defineErrors } from '../../platform/errors/app-error.js';

export const recordingErrors = defineErrors({
  recording_exists: {
    status: 409,
    title: 'A recording is kept already',
    hint: 'One is kept for a customer and day. Delete it first, or join the two files; another call of that day can be given a link.',
  },
  recording_under_way: {
    status: 409,
    title: 'A recording of this call is being uploaded',
    hint: 'Wait until that has ended. If it was broken off: whoever began it can begin anew after a minute and a half, anybody else after five minutes.',
  },
  recording_missing: {
    status: 404,
    title: 'There is no recording to play',
    hint: 'Look at the page of the call: it was not recorded, is being deleted, or is gone.',
  },
  recording_too_old: {
    status: 409,
    title: 'A recording of this call may not be kept any more',
    hint: 'Recordings are kept for 90 days after the call; delete your copy too.',
  },
  recording_not_video: {
    status: 415,
    title: 'That is not an MP4 or WebM video',
    hint: 'Send the file as the meeting tool wrote it, with Content-Type video/mp4 or video/webm.',
  },
  recording_incomplete: {
    status: 400,
    title: 'The recording did not arrive whole',
    hint: 'Nothing was kept. Send it again with a new Idempotency-Key.',
  },
  recording_length_needed: {
    status: 411,
    title: 'The length of the recording is not told',
    hint: 'Send Content-Length, the size of the file in bytes, and the file itself as the body.',
  },
  recording_too_large: {
    status: 413,
    title: 'The recording is too large',
    hint: 'At most 1 GiB: export it in a lower resolution, or give its link instead.',
  },
  recording_store_away: {
    status: 503,
    title: 'The store of recordings could not be reached',
    hint: 'Try again in a minute; if it persists, engineering checks RECORDINGS_URL.',
    kind: 'transient',
  },
});
