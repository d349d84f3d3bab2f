import { accessSync, constants } from 'node:fs';
import { z } from 'zod';

/** A whole number written in digits; anything else is a reason, not a default. */
export function wholeNumber(min: number, max: number): z.ZodType<number, string> {
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: 'must be a whole number', abort: true })
    .transform(Number)
    .refine((n) => n >= min && n <= max, { error: `must lie between ${min} and ${max}` });
}

const escapes = ', and @ : / ? # % in user and password written as %40 %3A %2F %3F %23 %25';

/** A URL of one of the given protocols (`https`, without the colon). */
export function url(...protocols: string[]): z.ZodType<string, string> {
  const names = protocols.map((name) => `${name}://`).join(' or ');
  return z
    .string()
    .refine((text) => protocols.includes(protocolOf(text)), {
      error: `must be a URL beginning with ${names}${protocols.includes('http') ? '' : escapes}`,
      abort: true,
    })
    .refine((text) => hasWholeEscapes(new URL(text)), {
      error: 'holds a % in user or password that begins no code: write it as %25',
    });
}

/** Drivers decode the login, and fail on half a code in words of their own. */
function hasWholeEscapes({ username, password }: URL): boolean {
  try {
    return typeof decodeURIComponent(`${username}:${password}`) === 'string';
  } catch {
    return false;
  }
}

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol.slice(0, -1) : '';
}

/** An http(s) address without a trailing slash, so that paths can be appended. */
export const webUrl = url('https', 'http').transform((text) => text.replace(/\/+$/, ''));

/** In the place of an address: the sandbox's own stand-in. */
export const STAND_IN = 'stand-in';

/** A server's address, or the stand-in. */
export const modelUrl = z.union([z.literal(STAND_IN), webUrl], {
  error: `must be an http(s) address up to /v1, or ${STAND_IN} for the sandbox's own`,
});

/** The stand-in, and what it is to do: `stand-in:refuses`. */
const standInTold = z.string().regex(new RegExp(`^${STAND_IN}(:[a-z_]+)?$`), { abort: true });

/** Where approved actions are handed over: an address, or the stand-in. */
export const agentPlatformUrl = z.union([standInTold, webUrl], {
  error: `must be an http(s) address, or ${STAND_IN} for the sandbox's own`,
});

/** A bucket with its login: `https://KEY:SECRET@host/bucket?region=…`. */
export const bucketUrl = url('https', 'http').refine(
  (text) => {
    const { username, password, pathname, searchParams, hash } = new URL(text);
    const known = [...searchParams.keys()].every((name) => name === 'region');
    return Boolean(
      username && password && /^\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/?$/.test(pathname) && known && !hash,
    );
  },
  {
    error:
      'must hold key, secret and bucket, and nothing but a region: https://KEY:SECRET@host/bucket?region=…',
  },
);

/** An IANA zone name that this Node knows. */
export const timezone = z.string().refine(isZone, { error: 'must be an IANA zone such as Asia/Kolkata' });

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

/** A key of the ring: its id, and 32 bytes in base64. */
export type KeyEntry = Readonly<{ kid: string; base64: string }>;

/** `kid:base64[,kid:base64]`; the first is the one new data is wrapped with. */
export const keyRing = z.string().transform((text, context): readonly KeyEntry[] => {
  const entries = text.split(',').map(keyEntry);
  const kids = entries.map((entry) => entry?.kid);
  if (entries.some((entry) => entry === undefined)) {
    context.addIssue('must be kid:base64[,kid:base64], each key 32 bytes (openssl rand -base64 32)');
  } else if (new Set(kids).size !== kids.length) {
    context.addIssue('names the same kid twice');
  }
  return entries.filter((entry) => entry !== undefined);
});

function keyEntry(text: string): KeyEntry | undefined {
  const [, kid, base64] = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)\s*$/.exec(text) ?? [];
  return kid && base64 ? { kid, base64 } : undefined;
}

/** A secret of the Standard Webhooks form: base64 of 24 to 64 bytes, `whsec_` in front allowed. */
export const webhookSecret = z.string().refine(
  (text) => {
    const base64 = text.replace(/^whsec_/, '');
    const bytes = Buffer.from(base64, 'base64').length;
    return /^[A-Za-z0-9+/]+=*$/.test(base64) && bytes >= 24 && bytes <= 64;
  },
  { error: 'must be base64 of 24 to 64 bytes, with or without whsec_ (openssl rand -base64 32)' },
);

/** The path of a file this process can read. */
export const readableFile = z.string().refine(
  (path) => {
    try {
      accessSync(path, constants.R_OK);
      return true;
    } catch {
      return false;
    }
  },
  { error: 'must name a file this process can read' },
);
