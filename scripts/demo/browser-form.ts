/** A customer's browser without JavaScript: cookies, forms, redirects. */
export class FormBrowser {
  private readonly cookies = new Map<string, string>();

  async open(url: URL): Promise<string> {
    const response = await this.send(url, { method: 'GET' });
    if (!response.ok) throw new Error(`${url.pathname} answers ${response.status}: ${await words(response)}`);
    return response.text();
  }

  /** Fill and send a form; follows redirects as a browser does. */
  async submit(url: URL, fields: Readonly<Record<string, string>>): Promise<string> {
    const response = await this.send(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: url.origin,
        'sec-fetch-site': 'same-origin',
      },
      body: new URLSearchParams(fields).toString(),
    });
    if (!response.ok) throw new Error(`${url.pathname} answers ${response.status}: ${await words(response)}`);
    return response.text();
  }

  private async send(url: URL, init: RequestInit, hops = 0): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      ...(init.headers as Record<string, string> | undefined),
      ...(cookie === '' ? {} : { cookie }),
    };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
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
  return text.replace(/\s+/g, ' ').trim().slice(0, 400);
}
