/** One answer of the stand-in. `drop` closes the connection without a word. */
export type DeltaReply =
  | { status: number; body: unknown; headers?: Record<string, string> }
  | { status: number; html: string }
  | 'drop';

export interface DeltaRequest {
  method: string;
  /** With `/v2`, without query. */
  path: string;
  /** With its `?` as received; empty for none. */
  query: string;
  params: URLSearchParams;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Exactly as received. */
  rawBody: Buffer;
  remoteAddress: string;
}

export function success(result: unknown, meta?: unknown): DeltaReply {
  return { status: 200, body: { success: true, result, ...(meta === undefined ? {} : { meta }) } };
}

export function refusal(status: number, code: string, context?: unknown): DeltaReply {
  const error = context === undefined ? { code } : { code, context };
  return { status, body: { error, success: false } };
}

export const BLOCKED_BY_CDN: DeltaReply = {
  status: 403,
  html: '<!DOCTYPE html><html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1><p>Request blocked.</p></body></html>',
};
