import type { GraphRoute } from './graph-call.js';
import { pageRoutes } from './page-routes.js';
import { tokenRoutes } from './token-routes.js';
import { whatsappRoutes } from './whatsapp-routes.js';

/** Every family of endpoints; the first that answers has the word. */
export const GRAPH_ROUTES: readonly GraphRoute[] = [...tokenRoutes, ...pageRoutes, ...whatsappRoutes];
