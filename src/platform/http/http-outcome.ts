import type { IncomingHttpHeaders } from 'node:http';

/** Why no answer came. `too_large`: the body passed the cap; `forbidden_address`: see `PublicHttp`. */
export type HttpFailureCause =
  | 'timeout'
  | 'dns'
  | 'refused'
  | 'tls'
  | 'network'
  | 'too_large'
  | 'forbidden_address'
  | 'too_many_redirects';

export type JsonBody = { kind: 'json'; value: unknown } | { kind: 'not_json' };

/** What a server said, whatever its status. Header names are lower case. */
export interface HttpAnswer {
  kind: 'answer';
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
  json: JsonBody;
}

/** No answer. It carries a cause and an error code of Node's, never a URL, header or body. */
export interface HttpFailure {
  kind: 'failure';
  cause: HttpFailureCause;
  errorCode: string | null;
}

/** An answer whose body is still on its way. */
export interface HttpStream {
  kind: 'stream';
  status: number;
  headers: Readonly<Record<string, string>>;
  body: AsyncIterable<Uint8Array>;
}

export type HttpOutcome = HttpAnswer | HttpFailure;

/** One line per exchange: safe to write, since it has no query, header or body. */
export interface HttpLogLine {
  client: 'provider' | 'public';
  method: string;
  /** Origin, and for providers the path; webhook paths may themselves be secrets. */
  target: string;
  outcome: string;
  durationMs: number;
}

export type HttpLog = (line: HttpLogLine) => void;

/** A URL the client must not call: a mistake in the caller, or an input nobody checked. */
export class RefusedUrlError extends Error {
  override name = 'RefusedUrlError';
}

export class BodyTooLargeError extends Error {
  override name = 'BodyTooLargeError';
  readonly code = 'BODY_TOO_LARGE';
}

export class ForbiddenAddressError extends Error {
  override name = 'ForbiddenAddressError';
  readonly code = 'FORBIDDEN_ADDRESS';
}

const CAUSES: ReadonlyArray<[RegExp, HttpFailureCause]> = [
  [/^BODY_TOO_LARGE$/, 'too_large'],
  [/^FORBIDDEN_ADDRESS$/, 'forbidden_address'],
  [/TIMEOUT$|^ETIMEDOUT$|^ETIME$/, 'timeout'],
  [/^(ENOTFOUND|EAI_[A-Z]+|ENODATA|ESERVFAIL|EREFUSED|EBADNAME|EBADRESP|ENONAME)$/, 'dns'],
  [/^ECONNREFUSED$/, 'refused'],
  [/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_MISMATCH|INVALID_CA)/, 'tls'],
];

/** Names a failure by its error code, never by the words of its message. */
export function failureFrom(error: unknown): HttpFailure {
  const code = codeOf(error);
  const known = CAUSES.find(([pattern]) => code !== null && pattern.test(code));
  return { kind: 'failure', cause: known?.[1] ?? 'network', errorCode: code };
}

/** Reads shapes, not classes: errors of Node's own realm are not `instanceof` ours everywhere. */
function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { name, code, errors, cause } = error as Partial<
    Record<'name' | 'code' | 'errors' | 'cause', unknown>
  >;
  if (name === 'TimeoutError') return 'TIMEOUT';
  if (typeof code === 'string') return code;
  // Several addresses tried, all failed: the first names the cause as well as any.
  return codeOf(Array.isArray(errors) ? errors[0] : cause);
}

/** Reads at most `maxBytes` and never decompresses, so that a small answer cannot grow. */
export async function readBody(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw new BodyTooLargeError('The answer is larger than allowed.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function answerFrom(status: number, headers: IncomingHttpHeaders, text: string): HttpAnswer {
  return { kind: 'answer', status, headers: flatten(headers), text, json: parseJson(text) };
}

/** Lower case names, repeated headers joined. */
export function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

function parseJson(text: string): JsonBody {
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown };
  } catch {
    return { kind: 'not_json' };
  }
}

/** `200`, `timeout`…: the word a log line carries for an outcome. */
export function outcomeWord(outcome: HttpOutcome): string {
  return outcome.kind === 'answer' ? String(outcome.status) : outcome.cause;
}
