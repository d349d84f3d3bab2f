import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import express from 'express';
import helmet from 'helmet';
import { mountPanel } from './admin/mount-panel.js';
import type { PanelMode } from './admin/panel.ports.js';
import type { AppConfig } from './config/app-config.js';
import { UPLOAD_MS } from './calls/recordings/recording-upload.service.js';
import { bodyPatience } from './platform/http/body-patience.js';
import { sameOriginWall } from './platform/http/same-origin.js';
import { PageSupport } from './platform/pages/page-support.js';
import { PageAssets } from './platform/pages/page-assets.js';
import { requestId } from './platform/process/request-id.js';
import { PORTAL_ROOT, PortalSessions } from './portal/portal-sessions.js';
import { LOGIN_PATHS } from './staff/sessions/login.controller.js';
import { PANEL_ROOT, StaffSession } from './staff/sessions/staff-session.js';

const UPLOADS = /^\/(admin\/recordings\/[^/]+|api\/v1\/calls\/[^/]+\/recording)$/;
const BODY = '256kb';
/** What a one-time link opens: another site may not press its buttons. */
const LINK_PAGES = ['/connect', '/review', '/survey', '/call'];
const FORM_PAGES = [PORTAL_ROOT, ...LINK_PAGES, '/signup'];

/**
 * The middleware of the web role, in the order that matters. Call it between creating the application (with
 * `bodyParser: false`) and `init` or `listen`.
 */
export function configureWeb(
  app: NestExpressApplication,
  config: AppConfig,
  panel: PanelMode = 'slim',
): void {
  app.set('trust proxy', config.http.trustProxy);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  // Recordings may take an hour; the rest keeps to the usual time.
  app.getHttpServer().requestTimeout = UPLOAD_MS + 60_000;
  app.use(bodyPatience(UPLOADS));
  app.use(requestId);
  app.use(securityHeaders(config));
  app.use('/assets', app.get(PageAssets, { strict: false }).handler());
  app.use(app.get(PageSupport, { strict: false }).middleware());
  mountStaff(app, config, panel);
  mountPortal(app, config);
  app.use('/api', express.json({ limit: BODY }));
  mountDocumentation(app);
}

/** Headers of every answer; pages set their own, stricter content policy. */
function securityHeaders(config: AppConfig) {
  const secure = config.deployment !== 'sandbox';
  return helmet({
    contentSecurityPolicy: {
      directives: {
        // The API's documentation page brings its own styles inline; there is no inline script anywhere.
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: secure ? [] : null,
      },
    },
    strictTransportSecurity: secure,
    // `no-referrer` would make browsers send `Origin: null` with our own forms.
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  });
}

/** Login and panel; without the panel (tests) the login alone. */
function mountStaff(app: NestExpressApplication, { http }: AppConfig, panel: PanelMode): void {
  const session = app.get(StaffSession, { strict: false }).middleware();
  if (panel === 'none') app.use(PANEL_ROOT, ...session, sameOriginWall(http.publicUrl));
  else mountPanel(app, { publicUrl: http.publicUrl, session, openPaths: LOGIN_PATHS });
  app.use(['/admin/login', '/admin/password'], express.urlencoded({ extended: false, limit: '16kb' }));
}

/** Session and wall for the portal; forms for it and for the pages behind one-time links. */
function mountPortal(app: NestExpressApplication, { http }: AppConfig): void {
  const session = app.get(PortalSessions, { strict: false }).middleware();
  app.use(PORTAL_ROOT, ...session, sameOriginWall(http.publicUrl));
  app.use(LINK_PAGES, sameOriginWall(http.publicUrl));
  app.use('/callbacks', express.urlencoded({ extended: false, limit: '16kb' }));
  app.use(FORM_PAGES, express.urlencoded({ extended: false, limit: BODY }));
}

/** OpenAPI at `/api/docs` and `/api/docs-json`, drawn up when first asked for. */
function mountDocumentation(app: NestExpressApplication): void {
  const described = new DocumentBuilder()
    .setTitle('WAOOAW onboarding')
    .setDescription('Every change is a command; errors are RFC 9457 problem documents.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, described), {
    jsonDocumentUrl: 'api/docs-json',
    customSiteTitle: 'WAOOAW onboarding API',
  });
}
