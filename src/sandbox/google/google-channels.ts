import type { StandInReply } from '../http/stand-in-server.js';
import type { GoogleToken } from './google-scenarios.js';

interface SandboxChannel {
  readonly id: string;
  readonly title: string;
  readonly customUrl: string;
}

const CLINIC = { id: 'UCsandboxClinic000000001', title: 'Sandbox Clinic', customUrl: '@sandboxclinic' };
const HOSPITAL = { id: 'UCsandboxHospital0000002', title: 'Sandbox Hospital', customUrl: '@sandboxhospital' };

/** `channels.list` with `mine=true`, as the account behind the token answers it. */
export function channelsReply(token: GoogleToken, params: URLSearchParams): StandInReply {
  const { scenario, from } = token;
  switch (scenario) {
    case 'signup_required':
      return apiError(401, 'youtubeSignupRequired', 'UNAUTHENTICATED');
    case 'suspended':
      return apiError(403, 'authenticatedUserAccountSuspended', 'PERMISSION_DENIED');
    case 'quota':
      return quotaExceeded;
    case 'html_502':
      return { status: 502, html: '<h1>502. That\u2019s an error.</h1>' };
    case 'no_channel':
      return page([], params);
    case 'two_channels':
      return page([CLINIC, HOSPITAL], params);
    case 'channel_mismatch':
      return page([from === 'code' ? CLINIC : HOSPITAL], params);
    default:
      return page([CLINIC], params);
  }
}

/** Pages are as long as was asked; without a channel there is no `items` at all. */
function page(channels: readonly SandboxChannel[], params: URLSearchParams): StandInReply {
  const size = Number(params.get('maxResults') ?? 5);
  if (!Number.isInteger(size) || size < 0 || size > 50)
    return apiError(400, 'invalidParameter', 'INVALID_ARGUMENT');
  const start = Number(params.get('pageToken') ?? 0);
  const items = channels.slice(start, start + size).map(({ id, title, customUrl }) => ({
    kind: 'youtube#channel',
    etag: 'sandbox',
    id,
    snippet: { title, description: '', customUrl, publishedAt: '2024-02-12T10:00:00Z', thumbnails: {} },
  }));
  const more = start + size < channels.length ? { nextPageToken: String(start + size) } : {};
  const body = {
    kind: 'youtube#channelListResponse',
    etag: 'sandbox',
    ...more,
    pageInfo: { totalResults: channels.length, resultsPerPage: size },
  };
  return { status: 200, body: channels.length === 0 ? body : { ...body, items } };
}

/** The envelope of Google's APIs. */
export function apiError(status: number, reason: string, word: string, detail?: string): StandInReply {
  const message = 'The stand-in refused the request.';
  const info = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: detail };
  const errors = [{ message, domain: 'youtube.quota', reason }];
  const details = detail === undefined ? {} : { details: [info] };
  return { status, body: { error: { code: status, message, errors, status: word, ...details } } };
}

export const quotaExceeded = apiError(403, 'quotaExceeded', 'PERMISSION_DENIED');
