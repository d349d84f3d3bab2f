import type { INestApplication } from '@nestjs/common';
import express, { type RequestHandler } from 'express';

import { sameOriginWall } from '../platform/http/same-origin.js';
import { PanelAssets } from './http/panel-assets.js';
import { panelGate } from './http/panel-gate.js';
import { PanelSession } from './panel.ports.js';

export interface PanelMount {
  /** The address people type, for the same-origin wall. */
  readonly publicUrl: string;
  /** The session's middleware; mounted on `/admin` ahead of everything that asks for it. */
  readonly session?: readonly RequestHandler[];
  /** Paths under `/admin` that are open without a session. */
  readonly openPaths?: readonly string[];
}

/**
 * The panel's middleware, in the order it needs. Call after helmet and request id, before `app.init()`;
 * the application is created with `bodyParser: false`. Assets carry no session and are public; AdminJS's own
 * router comes later, when its module is initialised.
 */
export function mountPanel(app: INestApplication, mount: PanelMount): void {
  const { publicUrl, session = [], openPaths = ['/login', '/logout', '/password'] } = mount;
  const strict = { strict: false };
  app.use('/admin/assets', app.get(PanelAssets, strict).handler(), notFound);
  app.use('/admin', ...session, sameOriginWall(publicUrl));
  app.use('/admin', panelGate(app.get(PanelSession, strict), '/admin/login', openPaths));
  app.use('/admin/commands', express.json({ limit: COMMAND }));
}

/** Holds the longest file that an import takes, in any script. */
const COMMAND = '1mb';

/** An old or mistyped asset is a plain 404, not a way to the login page. */
const notFound: RequestHandler = (_request, response) =>
  void response.status(404).type('text').send('Not found');
