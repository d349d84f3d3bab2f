import type { NextFunction, Request, Response } from 'express';
import { newId } from '../ids/new-id.js';

const ids = new WeakMap<object, string>();
const SAFE = /^[\w.-]{1,64}$/;

/** Gives each request an id (a proxy's `X-Request-Id` when it is a plain one) and sends it back. */
export function requestId(request: Request, response: Response, next: NextFunction): void {
  const given = request.get('x-request-id');
  const id = given !== undefined && SAFE.test(given) ? given : newId();
  ids.set(request, id);
  response.setHeader('X-Request-Id', id);
  next();
}

export function requestIdOf(request: object): string {
  let id = ids.get(request);
  if (id === undefined) ids.set(request, (id = newId()));
  return id;
}
