import type { Request, RequestHandler } from 'express';

import { commonErrors } from '../errors/common-errors.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changing requests that another site's page made in the reader's browser. Browsers say where a
 * request comes from in `Sec-Fetch-Site` (Fetch Metadata, W3C) or, on plain http, in `Origin`; a request
 * that says neither is refused.
 */
export function sameOriginWall(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).host;
  return (request, _response, next) => {
    if (SAFE.has(request.method) || comesFromHere(request, own)) return next();
    next(
      commonErrors.forbidden('This request did not come from a page of this site.', {
        hint: 'Open the page here and press its button again.',
      }),
    );
  };
}

function comesFromHere(request: Request, own: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = request.get('origin');
  if (origin === undefined || !URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  return host === own || host === request.get('host');
}
