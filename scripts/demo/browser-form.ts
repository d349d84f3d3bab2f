import { insist } from './insist.js';

/** A page that refuses, in its own words. */
export class PageRefused extends Error {
  constructor(
    path: string,
    readonly status: number,
    readonly words: string,
  ) {
    super(`${path} answers ${status}: ${words}`);
  }
}

/** A customer's browser without JavaScript: cookies, forms, redirects. */
export class FormBrowser {
  private readonly cookies = new Map<string, string>();
  private page = '';
  private last: URL | undefined;
  /** Told of each page that is opened, before it is; the tour takes its pictures here. */
  watch: (url: URL) => Promise<void> = () => Promise.resolve();

  /** @param patience milliseconds for which a page or form without an answer is asked for, or sent, again */
  constructor(private readonly patience = 0) {}

  /** The address of the page opened last, behind all redirects. */
  get at(): URL {
    if (!this.last) throw new Error('no page is open');
    return this.last;
  }

  async open(url: URL): Promise<string> {
    await this.watch(url);
    return this.read(url, await this.send(url, { method: 'GET' }));
  }

  /**
   * Fill and send the form of the page opened last, with the values it holds already; follows redirects.
   * @param fields what the customer types, by field name
   */
  async submit(url: URL, fields: Readonly<Record<string, string>>): Promise<string> {
    const unknown = Object.keys(fields).filter((name) => !this.page.includes(`name="${name}"`));
    if (unknown.length > 0) throw new Error(`the page ${url.pathname} has no field ${unknown.join(', ')}`);
    const response = await this.send(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: url.origin,
        'sec-fetch-site': 'same-origin',
      },
      body: new URLSearchParams({ ...valuesIn(this.page), ...fields }).toString(),
    });
    return this.read(url, response);
  }

  /** A file behind the login: its type, and how much of it there is. */
  async download(url: URL): Promise<{ type: string; bytes: number }> {
    const response = await this.send(url, { method: 'GET' });
    if (!response.ok) throw new PageRefused(url.pathname, response.status, await words(response));
    const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
    return { type, bytes: (await response.arrayBuffer()).byteLength };
  }

  private async read(url: URL, response: Response): Promise<string> {
    if (!response.ok) throw new PageRefused(url.pathname, response.status, await words(response));
    this.page = await response.text();
    if (response.url !== '') this.last = new URL(response.url);
    return this.page;
  }

  private async send(url: URL, init: RequestInit, hops = 0): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      ...(init.headers as Record<string, string> | undefined),
      ...(cookie === '' ? {} : { cookie }),
    };
    const response = await insist(this.patience, () => fetch(url, { ...init, headers, redirect: 'manual' }));
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      this.cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) return response;
    if (hops > 5) throw new Error(`${url.pathname} redirects in circles`);
    return this.send(new URL(location, url), { method: 'GET' }, hops + 1);
  }
}

async function words(response: Response): Promise<string> {
  const text = (await response.text()).replace(/<style[\s\S]*?<\/style>/g, ' ').replace(/<[^>]+>/g, ' ');
  return text.replace(/\s+/g, ' ').trim().slice(0, 1_200);
}

/** The values that the page's inputs hold: hidden ones and those filled in beforehand, radios apart. */
function valuesIn(page: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [input] of page.matchAll(/<input[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(input)?.[1];
    if (name === undefined || /type="(radio|checkbox|submit)"/.test(input)) continue;
    values[name] = unescapeHtml(/\bvalue="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  return values;
}

export const unescapeHtml = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/&#x3D;/g, '=')
    .replace(/&#x60;/g, '`')
    .replace(/&amp;/g, '&');
