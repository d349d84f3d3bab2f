import type { StandInReply, StandInRequest } from '../http/stand-in-server.js';
import type { GraphToken } from './graph-tokens.js';
import type { GraphWorld } from './graph-world.js';

/** Who calls: our app itself (`id|secret`), or the owner of a token. */
export type GraphCaller = { readonly kind: 'app' } | { readonly kind: 'token'; readonly token: GraphToken };

/** A call of the Graph API, past version, token and `appsecret_proof`. */
export interface GraphCall {
  readonly request: StandInRequest;
  /** Without the version: `/me/accounts`. */
  readonly path: string;
  /** Of the query, then of the form. */
  readonly params: URLSearchParams;
  readonly caller: GraphCaller;
  readonly now: Date;
  readonly world: GraphWorld;
}

/**
 * A family of endpoints. `match` holds the groups of `path`; null means "not one of mine", and the next route is
 * asked, so that several families may answer for `/{id}`.
 */
export interface GraphRoute {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: RegExp;
  reply(call: GraphCall, match: readonly string[]): StandInReply | null;
}

export interface GraphError {
  readonly message: string;
  readonly code: number;
  readonly subcode?: number;
  readonly type?: string;
  readonly transient?: boolean;
}

/** An error in Graph's envelope. The HTTP status is told apart on purpose: it follows from no code. */
export function graphError(
  status: number,
  { message, code, subcode, type = 'OAuthException', transient = false }: GraphError,
  headers: Record<string, string> = {},
): StandInReply {
  const error = {
    message,
    type,
    code,
    ...(subcode === undefined ? {} : { error_subcode: subcode }),
    ...(transient ? { is_transient: true } : {}),
    fbtrace_id: 'ASandboxTrace',
  };
  return { status, body: { error }, headers };
}

export const data = (body: object): StandInReply => ({ status: 200, body });

/** Only the fields that were asked for, as Graph does; `id` always comes along. */
export function picked(node: Readonly<Record<string, unknown>>, fields: string | null): StandInReply {
  const names = ['id', ...(fields ?? 'name').replace(/\{[^}]*\}/g, '').split(',')];
  return data(Object.fromEntries(Object.entries(node).filter(([name]) => names.includes(name))));
}

/** `(#100)`: a field of another kind of node. */
export const noSuchField = (field: string, node: string): StandInReply =>
  graphError(400, {
    message: `(#100) Tried accessing nonexisting field (${field}) on node type (${node})`,
    code: 100,
  });

export const unknownObject = (id: string): StandInReply =>
  graphError(400, {
    message: `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
    type: 'GraphMethodException',
    code: 100,
    subcode: 33,
  });

export const lacksPermission = (status: 400 | 403, code: number, scope: string): StandInReply =>
  graphError(status, { message: `(#${code}) Requires ${scope} permission to manage the object`, code });
