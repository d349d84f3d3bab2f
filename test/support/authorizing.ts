import { Browser } from './browser.js';
import { fieldsOf } from './portal.js';

/** A customer at a platform's stand-in: allows or denies, as one of its scenarios, and comes back to us. */
export class Authorizing {
  readonly browser: Browser;

  constructor(private readonly ours: string) {
    this.browser = new Browser(ours);
  }

  /** Opens the connect link and presses Authorize: the platform's address. */
  async begin(token: string): Promise<string> {
    const page = await (await this.browser.get(`/connect?token=${token}`)).text();
    const sent = await this.browser.post('/connect/authorize', fieldsOf(page));
    const address = sent.headers.get('location');
    if (sent.status !== 303 || !address) throw new Error(`Authorize answered ${sent.status}`);
    return address;
  }

  /** Decides on the stand-in's page, with every box ticked but one where so said; returns the path of ours that the platform sends back to. */
  async decide(address: string, scenario: string, decision = 'allow', untick = ''): Promise<string> {
    const page = await fetch(address);
    const text = await page.text();
    const action = /<form method="post" action="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    if (page.status !== 200 || action === undefined)
      throw new Error(`The stand-in answered ${page.status}: ${text}`);
    const body = new URLSearchParams({ scenario, decision });
    for (const [, scope = ''] of text.matchAll(/name="scope" value="([^"]*)" checked/g))
      if (untick === '' || !scope.endsWith(untick)) body.append('scope', scope);
    const decided = await fetch(new URL(action, address), { method: 'POST', body, redirect: 'manual' });
    const { pathname, search } = new URL(decided.headers.get('location') ?? '', this.ours);
    return pathname + search;
  }

  /** Through the platform and back: our answer to the return. */
  async authorize(token: string, scenario: string, decision?: string, untick?: string): Promise<Response> {
    return this.browser.get(await this.decide(await this.begin(token), scenario, decision, untick));
  }
}
