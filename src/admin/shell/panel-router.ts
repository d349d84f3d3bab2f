import { ApiController, Router as routes, type AdminJS } from 'adminjs';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';

import type { AppError } from '../../platform/errors/app-error.js';
import type { ListPort } from '../../platform/listing/list-port.js';
import { ListQueryError, parseListQuery } from '../../platform/listing/list-query.js';
import { panelAdminOf } from '../http/panel-gate.js';
import { sendPage, type PanelHtml } from '../http/panel-html.js';
import { sendRefusal } from '../http/panel-refusal.js';
import { panelErrors } from '../panel.errors.js';
import type { PanelAdmin } from '../panel.ports.js';
import { adminJsQuery, rawListQuery } from './list-address.js';
import type { PanelCatalog } from './panel-catalog.js';
import type { PanelState } from './panel-state.js';

export interface PanelRouterParts {
  readonly adminJs: AdminJS;
  readonly catalog: PanelCatalog;
  readonly state: PanelState;
  readonly html: PanelHtml;
}

interface Visit {
  readonly request: Request;
  readonly response: Response;
  readonly admin: PanelAdmin;
  readonly list: ListPort | undefined;
}

type AdminJsRoute = (typeof routes.routes)[number];

/**
 * AdminJS's routes as ours: GET only, so that AdminJS has no way to change anything; every name is checked
 * against the catalog first; pages get our layout, and what AdminJS answers as "200 with a notice" gets the
 * status it deserves.
 */
export function panelRouter(parts: PanelRouterParts): Router {
  const router = express.Router();
  for (const route of routes.routes) {
    if (route.method !== 'GET') continue;
    const address = route.path.replace(/\{([^}]+)\}/g, ':$1') || '/';
    router.get(address, (request, response, next) => {
      visit(parts, route, request, response).catch((error: unknown) =>
        refuse(parts, error, request, response, next),
      );
    });
  }
  return router;
}

async function visit(
  parts: PanelRouterParts,
  route: AdminJsRoute,
  request: Request,
  response: Response,
): Promise<void> {
  const admin = panelAdminOf(request);
  const api = route.path.startsWith('/api/');
  const params = request.params as Record<string, string | undefined>;
  const kind = api && ['dashboard', 'page'].includes(route.action) ? 'none' : route.action;
  const decision = parts.catalog.decide({ kind, params }, admin);
  if (decision.status !== 200) throw refusals[decision.status]();
  const visited: Visit = { request, response, admin, list: decision.list };
  await (api ? answer(parts, visited) : page(parts, visited));
}

const refusals: Readonly<Record<403 | 404, () => AppError>> = {
  403: () => panelErrors.page_forbidden('Your role does not open this part of the panel.'),
  404: () => panelErrors.page_not_found('Nothing of the panel is at this address.'),
};

/** A page is sent only for what is there: an unknown record is a 404, a filter that is not offered a 400. */
async function page({ adminJs, state, html }: PanelRouterParts, visited: Visit): Promise<void> {
  const { request, response, admin, list } = visited;
  const { recordId } = request.params as Record<string, string | undefined>;
  if (list && recordId !== undefined) {
    if (!(await adminJs.findResource(list.id).findOne(recordId, { currentAdmin: admin } as never)))
      throw refusals[404]();
  } else if (list) {
    parseListQuery(list, rawListQuery(request.query));
  }
  sendPage(response, 200, html.application(await state.of(admin)));
}

interface AdminJsAnswer {
  readonly notice?: { readonly type?: string };
  readonly record?: { readonly baseError?: { readonly type?: string } | null };
}

async function answer({ adminJs }: PanelRouterParts, visited: Visit): Promise<void> {
  const { request, response, admin, list } = visited;
  const { recordId } = request.params as Record<string, string | undefined>;
  if (!list) throw refusals[404]();
  const query = recordId === undefined ? adminJsQuery(list, request.query) : {};
  const controller = new ApiController({ admin: adminJs }, { ...admin });
  const ask = {
    params: { ...request.params },
    query,
    payload: {},
    method: 'get',
    headers: {},
    ip: '',
  } as never;
  const result: AdminJsAnswer =
    recordId === undefined
      ? await controller.resourceAction(ask, response)
      : await controller.recordAction(ask, response);
  if (result.notice?.type === 'error') {
    throw refusals[result.record?.baseError?.type === 'ForbiddenError' ? 403 : 404]();
  }
  response.setHeader('cache-control', 'no-store').json(result);
}

function refuse(
  { html }: PanelRouterParts,
  error: unknown,
  request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (response.headersSent) return next(error);
  const named = error instanceof ListQueryError ? badQuery(error) : error;
  if (request.path.startsWith('/api/')) return next(named);
  sendRefusal(html, named, request, response);
}

const badQuery = ({ message, fields }: ListQueryError): AppError =>
  panelErrors.list_query_refused(message, {
    fields: Object.entries(fields).map(([field, text]) => ({ field, message: text })),
  });
