/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

const secretKey =
  /(^|[-_.a-z])(authorization|cookies?|passw(or)?d|passphrase|secrets?|credentials?|api[-_]?keys?|private[-_]?keys?|signature|otp)$|tokens?$/i;
const harmlessKey = /(csrf|used|left|limit|max|count)/i;

/** Query parameters and header-like pairs whose value opens something. */
const secretPair =
  /([?&;\s"']|^)((?:[\w-]*[-_])?(?:token|secret|password|passwd|signature(?:_data)?|code|state|key|api[-_]?key|sig|auth|ticket)=)[^&\s"'#]+/gi;
const scheme = /\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi;
const userInfo = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi;
const known = /\b(whsec_|sk-|xox[abp]-|EAA|ya29\.)[\w.~+/=-]{8,}/g;
/** A path segment that only a one-time link has: long, mixed, and no UUID. */
const linkSegment = /(\/)(?=[\w-]*\d)(?=[\w-]*[A-Za-z])(?![\da-f]{8}-[\da-f]{4}-)[\w-]{32,}(?=$|[/?#\s"'])/gi;

/** Removes what looks like a secret from a line of text: passwords in URLs, tokens in queries and paths. */
export function redactText(text: string): string {
  return text
    .replace(userInfo, `$1${REDACTED}@`)
    .replace(secretPair, `$1$2${REDACTED}`)
    .replace(scheme, `$1 ${REDACTED}`)
    .replace(known, REDACTED)
    .replace(linkSegment, `$1${REDACTED}`);
}

const DEEPEST = 8;

/** A copy of what is to be logged, in which fields with a secret's name are blanked and texts are cleaned. */
export function redact(value: unknown, depth = 0, seen = new Set<object>()): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Buffer.isBuffer(value) || ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth >= DEEPEST || seen.has(value)) return '[…]';
  seen.add(value);
  const copy = copyOf(value, depth, seen);
  seen.delete(value);
  return copy;
}

function copyOf(value: object, depth: number, seen: Set<object>): unknown {
  if (value instanceof Error) return redactError(value, depth, seen);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1, seen));
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return redact((value as { toJSON(): unknown }).toJSON(), depth + 1, seen);
  }
  return fields(value, depth, seen);
}

function fields(value: object, depth: number, seen: Set<object>): Record<string, unknown> {
  const entries = Object.entries(value).map(([key, held]) => [
    key,
    isSecret(key, held) ? REDACTED : redact(held, depth + 1, seen),
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

/** Numbers and flags under such a name are counts (`tokens: 40`), not secrets. */
function isSecret(key: string, held: unknown): boolean {
  const opens = (typeof held === 'string' && held !== '') || (typeof held === 'object' && held !== null);
  return opens && secretKey.test(key) && !harmlessKey.test(key);
}

/** Of an error's own fields only those are kept that say what went wrong: drivers attach whole requests. */
function redactError(error: Error, depth: number, seen: Set<object>): Record<string, unknown> {
  const { name, message, stack, cause, code } = error as Error & { code?: unknown };
  return {
    type: name,
    message: redactText(message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: redactText(stack ?? ''),
    ...(cause === undefined ? {} : { cause: redact(cause, depth + 1, seen) }),
    ...(error instanceof AggregateError ? { errors: redact(error.errors, depth + 1, seen) } : {}),
  };
}
