/**
 * Runs before AdminJS's bundles: the page's state stands in the document as data, because the content
 * security policy allows no inline script.
 */
interface BootData {
  readonly redux: Record<string, unknown>;
  readonly theme: unknown;
  readonly session: unknown;
  readonly panel: unknown;
}
interface AdminJsGlobals {
  REDUX_STATE: unknown;
  THEME: unknown;
  THEME_COMPONENTS: unknown;
  PANEL: unknown;
  AdminJS: { Application?: unknown; Components?: unknown };
  createRoot: (element: Element) => { render: (application: unknown) => void };
}

const page = window as unknown as AdminJsGlobals;
const boot = JSON.parse(document.getElementById('panel-state')?.textContent ?? '{}') as BootData;
page.REDUX_STATE = { ...boot.redux, session: boot.session };
page.THEME = boot.theme;
page.THEME_COMPONENTS = {};
page.PANEL = boot.panel;
page.AdminJS = { Components: {} };

document.addEventListener('DOMContentLoaded', () => {
  const app = document.getElementById('app');
  if (app) page.createRoot(app).render(page.AdminJS.Application);
});
