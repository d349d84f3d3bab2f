import type { Request, RequestHandler } from 'express';

import { commonErrors } from '../../platform/errors/common-errors.js';
import type { PanelAdmin, PanelSession } from '../panel.ports.js';

const admins = new WeakMap<object, PanelAdmin>();

/** Whose request this is. Throws (401) where the gate has not let anyone in. */
export function panelAdminOf(request: Request): PanelAdmin {
  const admin = admins.get(request);
  if (!admin) throw commonErrors.unauthenticated('The panel is open to signed-in staff only.');
  return admin;
}

const PROGRAMS = /^\/(data|streams|commands|api|recordings)(\/|$)/;

/**
 * Lets signed-in staff in. Programs are told 401; a person is sent to the login page, which brings them
 * back: `next` is this panel's own path only, so it cannot lead anywhere else.
 */
export function panelGate(
  session: PanelSession,
  loginPath: string,
  openPaths: readonly string[],
): RequestHandler {
  return (request, response, next) => {
    if (openPaths.some((path) => request.path === path || request.path.startsWith(`${path}/`))) return next();
    const enter = async (): Promise<void> => {
      const admin = await session.current(request);
      if (admin) {
        admins.set(request, admin);
        next();
      } else if (PROGRAMS.test(request.path) || request.method !== 'GET') {
        next(commonErrors.unauthenticated('Your session has ended.', { hint: 'Sign in again.' }));
      } else {
        response.redirect(303, `${loginPath}?next=${encodeURIComponent(request.originalUrl)}`);
      }
    };
    enter().catch(next);
  };
}
