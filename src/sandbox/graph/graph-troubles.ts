import type { StandInReply } from '../http/stand-in-server.js';
import { graphError } from './graph-call.js';
import type { GraphToken } from './graph-tokens.js';

/** What is wrong with a token, in Graph's words. */
export interface DeadToken {
  readonly status: number;
  readonly code: number;
  readonly subcode?: number;
  readonly message: string;
}

const cannotParse: DeadToken = {
  status: 400,
  code: 190,
  message: 'Invalid OAuth access token - Cannot parse access token',
};
export const removedApp: DeadToken = {
  status: 401,
  code: 190,
  subcode: 458,
  message: 'Error validating access token: The user has not authorized application.',
};
const DEAD: Readonly<Record<string, DeadToken>> = {
  malformed: cannotParse,
  expired: {
    status: 400,
    code: 190,
    subcode: 463,
    message:
      'Error validating access token: Session has expired on Thursday, 01-Jan-26 10:00:00 PST. The current time is Thursday, 12-Feb-26 10:00:00 PST.',
  },
  // The same code as above with another HTTP status, as Meta does.
  revoked: removedApp,
  pw_changed: {
    status: 400,
    code: 190,
    subcode: 460,
    message:
      'Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.',
  },
  checkpoint: {
    status: 403,
    code: 190,
    subcode: 459,
    message:
      'Error validating access token: You cannot access the app till you log in to www.facebook.com and follow the instructions given.',
  },
};

/** Null: the token lives. An unreadable one is dead. */
export const deathOf = (token: GraphToken | null): DeadToken | null =>
  token === null ? cannotParse : (DEAD[token.scenario] ?? null);

export const deadReply = ({ status, ...error }: DeadToken): StandInReply => graphError(status, error);

const MINUTES = 12;

/** Answers that say nothing of the token, whatever is asked with it. */
export function troubleOf({ scenario }: GraphToken, path: string): StandInReply | null {
  switch (scenario) {
    case 'rate':
      return graphError(
        403,
        { message: '(#4) Application request limit reached', code: 4, transient: true },
        { 'x-app-usage': JSON.stringify({ call_count: 100, total_time: 25, total_cputime: 25 }) },
      );
    case 'rate_business':
      return businessLimit(path);
    case 'transient':
      return graphError(500, {
        message: 'An unexpected error has occurred. Please retry your request later.',
        code: 2,
        transient: true,
      });
    case 'html_502':
      return badGateway;
    default:
      return null;
  }
}

export const badGateway: StandInReply = { status: 502, html: '<h1>502 Bad Gateway</h1>' };

/** By the first digits of an id; of WhatsApp and Instagram 429, of a page 400. */
const LIMITS = [
  { ids: /^\/178414/, type: 'instagram', code: 80002, status: 429 },
  { ids: /^\/(106540|215489)/, type: 'whatsapp', code: 80008, status: 429 },
  { ids: /^/, type: 'pages', code: 80001, status: 400 },
] as const;

function businessLimit(path: string): StandInReply {
  const { type, code, status } = LIMITS.find(({ ids }) => ids.test(path)) ?? LIMITS[2];
  const usage = {
    type,
    call_count: 100,
    total_cputime: 20,
    total_time: 20,
    estimated_time_to_regain_access: MINUTES,
  };
  return graphError(
    status,
    { message: `(#${code}) There have been too many calls to this account.`, code },
    { 'x-business-use-case-usage': JSON.stringify({ '104938271650001': [usage] }) },
  );
}
