import { Browser } from './browser.js';
import { OWN_WORDS, PortalPeople, fieldsOf } from './portal.js';
import type { TestWeb } from './web.js';

export const textOf = async (answer: Response | Promise<Response>): Promise<string> => (await answer).text();

/** A customer who was made elsewhere, signed in with an own password. */
export async function signedIn(web: TestWeb, customerId: string): Promise<Browser> {
  const browser = new Browser(web.url);
  const password = await new PortalPeople(web).temporaryPassword(customerId);
  await browser.post('/portal/login', { email: `${customerId}@example.com`, password });
  await browser.post('/portal/password', { password: OWN_WORDS, repeat: OWN_WORDS });
  return browser;
}

/** What a browser would post of a page's form untouched, without its ticked boxes. */
export function formIn(html: string): Record<string, string> {
  const bare = html.replaceAll(/<input[^>]*type="(?:checkbox|radio)"[^>]*>/g, '');
  const areas = [...html.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</g)];
  const chosen = [...html.matchAll(/<input[^>]*type="radio"[^>]*name="([^"]+)" value="([^"]+)" checked/g)];
  const lists = [
    ...html.matchAll(/<select[^>]*name="([^"]+)"(?:(?!<\/select>)[^])*<option value="([^"]*)" selected/g),
  ];
  const entries = [
    ...Object.entries(fieldsOf(bare)),
    ...[...areas, ...chosen, ...lists].map(([, name = '', value = '']) => [name, value] as const),
  ];
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value.replaceAll('&lt;', '<').replaceAll('&gt;', '>')]),
  );
}
