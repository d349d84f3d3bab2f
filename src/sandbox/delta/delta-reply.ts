import type { StandInReply, StandInRequest } from '../http/stand-in-server.js';

export type DeltaReply = StandInReply;
/** Its path begins with `/v2`. */
export type DeltaRequest = StandInRequest;

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
