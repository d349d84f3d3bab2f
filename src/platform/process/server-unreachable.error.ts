/** A server that a setting names cannot be used. The message says what happened, why, and what to do; no secret. */
export class ServerUnreachableError extends Error {
  override readonly name = 'ServerUnreachableError';
}

/** A server as its setting names it. */
export interface NamedServer {
  /** What it is: `PostgreSQL`, `Redis`, `The mail server`. */
  readonly kind: string;
  readonly variable: 'DATABASE_URL' | 'REDIS_URL' | 'SMTP_URL';
  readonly url: string;
  /** Taken when the address names none. */
  readonly port: number;
  /** The way to do without it, as a sentence. */
  readonly without: string;
}

type Reason = readonly [found: RegExp, why: string, remedy: (server: NamedServer) => string];

const start = ({ variable }: NamedServer) => `Start it, or correct host and port in ${variable}.`;
const login = ({ variable }: NamedServer) =>
  `Correct user and password in ${variable} (write @ : / ? # and % in them as %40 %3A %2F %3F %23 and %25).`;

/** By code or word of the driver, the first that fits. */
const reasons: readonly Reason[] = [
  [/ECONNREFUSED/, 'refused the connection: nothing listens there', start],
  [
    /ENOTFOUND|EAI_AGAIN|EDNS/,
    'cannot be found: its name is unknown here',
    ({ variable }) => `Correct the host in ${variable}, or the name service of this machine.`,
  ],
  [
    /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|timeout|timed out/i,
    'did not answer in time',
    ({ variable }) =>
      `Look at the host in ${variable}, and at what stands between: firewall, network, proxy.`,
  ],
  [
    /28P01|28000|WRONGPASS|NOAUTH|EAUTH|SASL|invalid (username-password|password)/,
    'refused the login: user or password are wrong, or missing',
    login,
  ],
  [
    /3D000/,
    'has no database of that name',
    ({ variable }) => `Create it, or correct the name at the end of ${variable}.`,
  ],
  [/53300/, 'has no connection left', () => 'Raise its max_connections, or end sessions that nobody needs.'],
  [
    /SSL|TLS|certificate|wrong version number/i,
    'and this process do not agree on an encrypted connection',
    ({ variable }) => `Correct the protocol, the port or sslmode in ${variable}, or the certificate.`,
  ],
];

/** Puts the driver's error into words that an operator can act on. */
export function unreachable(server: NamedServer, error: unknown): ServerUnreachableError {
  const { code, message } = described(error);
  const found = reasons.find(([fits]) => fits.test(`${code} ${message}`));
  const [, why, remedy] = found ?? [undefined, 'does not answer as it should', start];
  const said = code || (message.split('\n')[0] ?? '').slice(0, 120);
  return new ServerUnreachableError(
    `Not started: ${server.kind} at ${placeOf(server)} ${why} (${said}).\n  ${remedy(server)} ${server.without}`,
  );
}

function described(error: unknown): { code: string; message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return described(error.errors[0]);
  const { code, message } = error as { code?: unknown; message?: unknown };
  return { code: typeof code === 'string' ? code : '', message: typeof message === 'string' ? message : '' };
}

/** Host and port, never the login beside them. */
function placeOf({ url, port }: NamedServer): string {
  const { hostname, port: own } = new URL(url);
  return `${hostname || 'localhost'}:${own || port}`;
}
