import { STAFF_ROLES, type StaffRole } from '../../../src/platform/unit-of-work/actor.js';
import type { Browser } from '../browser.js';
import { StaffPeople } from '../staff.js';
import { startWeb, type TestWeb, type TestWebOptions } from '../web.js';
import { buildPanel } from './panel-build.js';

export interface RealPanel {
  readonly web: TestWeb;
  readonly people: StaffPeople;
  /** Somebody of each role, signed in. */
  readonly as: Readonly<Record<StaffRole, Browser>>;
  close(): Promise<void>;
}

/** The whole application with the whole panel. AdminJS takes no other NODE_ENV. */
export async function startRealPanel(options: TestWebOptions = {}): Promise<RealPanel> {
  const mode = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  buildPanel();
  const web = await startWeb({ ...options, panel: 'whole' });
  const people = new StaffPeople(web);
  const signedIn: [StaffRole, Browser][] = [];
  for (const role of STAFF_ROLES) {
    signedIn.push([role, (await people.member(`${role}@waooaw.com`, role)).browser]);
  }
  return {
    web,
    people,
    as: Object.fromEntries(signedIn) as Record<StaffRole, Browser>,
    close: async () => {
      process.env['NODE_ENV'] = mode;
      await web.close();
    },
  };
}

const JSON_HEADERS = { accept: 'application/json', 'content-type': 'application/json' };

/** A press of a button. */
export const press = (
  browser: Browser,
  name: string,
  body: object,
  headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' },
): Promise<Response> =>
  browser.send(`/admin/commands/${name}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { ...JSON_HEADERS, ...headers },
  });

export const ask = (browser: Browser, path: string): Promise<Response> =>
  browser.get(`/admin/${path}`, { accept: 'application/json' });

/** Of a refusal: status and code. */
export const refusal = async (answer: Response): Promise<[number, unknown]> => [
  answer.status,
  ((await answer.json()) as { code?: unknown }).code,
];
