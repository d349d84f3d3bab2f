import { createHmac, randomBytes } from 'node:crypto';
import { STAND_IN_APP } from '../http/stand-in-app.js';
import { GRAPH_SCOPES } from './graph-scenarios.js';

/** `short` and `long` are a person's, `system` a business's system user's, `page` a page's own. */
export type GraphTokenKind = 'short' | 'long' | 'system' | 'page';

/** A token says whose it is and for what, so that a restart of the sandbox forgets nobody. */
export interface GraphToken {
  readonly text: string;
  readonly scenario: string;
  readonly kind: GraphTokenKind;
  /** Of a page's token; null for others. */
  readonly pageId: string | null;
  /** The person's id for our app. */
  readonly person: string;
  /** Seconds since 1970; 0 for one that was typed (`sandbox_ok`). */
  readonly issuedAt: number;
  /** Asked of the person, ticked or not. */
  readonly asked: readonly string[];
}

export const APP_TOKEN = `${STAND_IN_APP.clientId}|${STAND_IN_APP.clientSecret}`;
/** Whose the typed tokens are. */
export const SOMEBODY = '10215241773831025';

const FORM =
  /^sandbox_([a-z0-9_]+)(?:\.(short|long|system|page)(?:-(\d+))?)?(?:\.(\d{10,20})\.(\d{9,11})\.([0-9a-f]{1,4})\.[\w-]+)?$/;

/** What such a token's text says; null for one that the stand-in never gave. */
export function readGraphToken(text: string): GraphToken | null {
  const found = FORM.exec(text);
  if (!found) return null;
  const [, scenario = '', kind = 'long', pageId, person = SOMEBODY, issuedAt = '0', mask] = found;
  if ((kind === 'page') !== (pageId !== undefined)) return null;
  const bits = mask === undefined ? ~0 : parseInt(mask, 16);
  return {
    text,
    scenario,
    kind: kind as GraphTokenKind,
    pageId: pageId ?? null,
    person,
    issuedAt: Number(issuedAt),
    asked: GRAPH_SCOPES.filter((_, at) => bits & (1 << at)),
  };
}

export interface TokenToMake extends Pick<GraphToken, 'scenario' | 'kind' | 'person' | 'asked'> {
  readonly pageId?: string;
  readonly at: Date;
}

export function makeGraphToken({ scenario, kind, pageId, person, asked, at }: TokenToMake): string {
  const what = pageId === undefined ? kind : `${kind}-${pageId}`;
  const mask = GRAPH_SCOPES.reduce((sum, scope, bit) => sum | (asked.includes(scope) ? 1 << bit : 0), 0);
  const seconds = Math.floor(at.getTime() / 1000);
  const nonce = randomBytes(9).toString('base64url');
  return `sandbox_${scenario}.${what}.${person}.${seconds}.${mask.toString(16)}.${nonce}`;
}

/** `appsecret_proof` of a token: Meta compares it where an app requires it, the stand-in always. */
export const proofOf = (token: string): string =>
  createHmac('sha256', STAND_IN_APP.clientSecret).update(token).digest('hex');
