import type { Maskable } from './form-mask.js';
import { panel } from './panel-global.js';

/** A refusal, as the server's problem document (RFC 9457) tells it. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly hint: string | null;
  /** Message per field; keys are dotted paths of the input. */
  readonly fields: Readonly<Record<string, string>>;
  readonly requestId: string | null;
  /** Places of texts that may be saved masked: characters `from` to `to` (exclusive) of what was sent. */
  readonly maskable: readonly Maskable[];
  /** The whole document: what a code tells beside, such as the other change of a conflict. */
  readonly facts: Readonly<Record<string, unknown>>;
}

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** Says that a page asks by itself: such a question does not prolong the session. */
const BY_ITSELF = { 'x-background-refresh': '1' };

/** Reads `GET /admin/data/<path>`; `again`, when no person asked for it. Throws {@link ProblemError}. */
export async function fetchData<T>(path: string, signal?: AbortSignal, again = false): Promise<T> {
  const init = { ...(signal ? { signal } : {}), ...(again ? { headers: BY_ITSELF } : {}) };
  return (await request(`${panel().paths.root}/data/${path}`, init)) as T;
}

/** Reads AdminJS's own API (lists and records). Throws {@link ProblemError}. */
export async function fetchPanel<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await request(`${panel().paths.root}/api/${path}`, signal ? { signal } : {})) as T;
}

export interface CommandCall {
  readonly command: string;
  readonly subjectId: string | null;
  readonly input: Readonly<Record<string, unknown>>;
  /** The same key for the same attempt: a repeated press or a retry cannot act twice. */
  readonly idempotencyKey: string;
  /** How long an answer is waited for; the browser's own patience unless given. */
  readonly patienceMs?: number | undefined;
}

/** Sends `POST /admin/commands/:command`; answers the command's result. Throws {@link ProblemError}. */
export async function sendCommand(call: CommandCall): Promise<unknown> {
  return request(`${panel().paths.root}/commands/${encodeURIComponent(call.command)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': call.idempotencyKey },
    body: JSON.stringify({ subjectId: call.subjectId, input: call.input }),
    ...(call.patienceMs === undefined ? {} : { signal: AbortSignal.timeout(call.patienceMs) }),
  });
}

/**
 * Sends a file as the body of `POST /admin/<path>` and tells how many bytes of it have gone. `fetch` does not tell.
 * Rejects with {@link ProblemError}.
 */
export function sendFile(
  path: string,
  file: File,
  idempotencyKey: string,
  onSent: (bytes: number) => void,
): Promise<unknown> {
  return new Promise((done, failed) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', `${panel().paths.root}/${path}`);
    sending.responseType = 'json';
    sending.setRequestHeader('accept', 'application/json');
    sending.setRequestHeader('content-type', file.type);
    sending.setRequestHeader('idempotency-key', idempotencyKey);
    sending.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    sending.addEventListener('load', () => {
      const { status, response } = sending as { readonly status: number; readonly response: unknown };
      if (status >= 200 && status < 300) done(response);
      else failed(new ProblemError(toProblem(status, response)));
    });
    for (const broken of ['error', 'timeout', 'abort'] as const)
      sending.addEventListener(broken, () => failed(new ProblemError(unreachable)));
    sending.send(file);
  });
}

/** A random key; `crypto.randomUUID` is missing on plain http hosts other than localhost. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function request(url: string, init: RequestInit): Promise<unknown> {
  const answer = await fetch(url, {
    ...init,
    headers: { accept: 'application/json', ...init.headers },
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError(isTimeout(error) ? timedOut : unreachable);
  });
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return body;
  const problem = toProblem(answer.status, body);
  if (answer.status !== 401) throw new ProblemError(problem);
  // The page itself leads to the login; not while something may be typed that would be gone.
  if (!document.querySelector('dialog[open]')) window.location.reload();
  throw new ProblemError({ ...problem, hint: SIGN_IN_ELSEWHERE });
}

const SIGN_IN_ELSEWHERE =
  'Sign in again in another tab or window, then press again here: what you typed is kept.';

const unreachable: Problem = {
  status: 0,
  code: 'unreachable',
  title: 'The server did not answer',
  detail: 'The request did not reach the server, or its answer did not come back.',
  hint: 'Check your connection and try again: pressing the button again cannot act twice.',
  fields: {},
  requestId: null,
  maskable: [],
  facts: {},
};

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';

const timedOut: Problem = {
  ...unreachable,
  code: 'timed_out',
  detail: 'The server did not answer in time; whether it did what was asked is not known.',
};

function toProblem(status: number, body: unknown): Problem {
  const doc = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (key: string): string | null => (typeof doc[key] === 'string' ? doc[key] : null);
  return {
    status,
    code: text('code') ?? `http_${status}`,
    title: text('title') ?? 'That was refused',
    detail: text('detail') ?? `The server answered ${status}.`,
    hint: text('hint'),
    fields: toFields(doc['fields']),
    requestId: text('requestId'),
    maskable: Array.isArray(doc['maskable']) ? (doc['maskable'] as Maskable[]) : [],
    facts: doc,
  };
}

/** The document's `fields`: `[{ field, message }]`; several messages of one field are joined. */
function toFields(raw: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { field, message } of Array.isArray(raw) ? (raw as { field: string; message: string }[]) : []) {
    fields[field] = field in fields ? `${fields[field]}; ${message}` : message;
  }
  return fields;
}
