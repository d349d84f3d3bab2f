import type { Request } from 'express';
import type { CallContext } from '../../platform/commands/command.js';
import { LARGEST } from './recording-media.js';
import { MEDIA_TYPES } from './recording.entity.js';
import { recordingErrors } from './recording.errors.js';
import type { Upload } from './recording-upload.service.js';

/**
 * The upload in a request: the file is the body, its name is not asked for.
 * @throws recording_not_video (415), recording_length_needed (411), recording_too_large (413), before anything is read
 */
export function uploadOf(request: Request, callId: string, context: CallContext): Upload {
  const mediaType = (request.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!MEDIA_TYPES.some((known) => known === mediaType))
    throw recordingErrors.recording_not_video('Its Content-Type is another.');
  const length = request.get('content-length') ?? '';
  if (!/^\d{1,15}$/.test(length) || Number(length) === 0)
    throw recordingErrors.recording_length_needed('There is no Content-Length, or it is 0.');
  if (Number(length) > LARGEST)
    throw recordingErrors.recording_too_large(`It has ${length} bytes; ${LARGEST} are taken.`);
  return { callId, mediaType, bytes: Number(length), body: request, context };
}
