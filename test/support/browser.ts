/** As much of a browser as a server can tell: it keeps cookies by path, says where a form came from, follows nothing. */
export class Browser {
  private readonly jar = new Map<string, { value: string; path: string }>();

  constructor(private readonly url: string) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send(path, { headers });
  }

  /** A form of one of our own pages. */
  post(
    path: string,
    fields: Record<string, string> = {},
    headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' },
  ): Promise<Response> {
    return this.send(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  cookie(name: string): string | undefined {
    return this.jar.get(name)?.value;
  }

  /** Plant a cookie, as somebody else's page or a thief would. */
  plant(name: string, value: string, path: string): void {
    this.jar.set(name, { value, path });
  }

  /** Any request, with the cookies of its path. */
  async send(path: string, init: RequestInit): Promise<Response> {
    const cookies = [...this.jar].filter(([, cookie]) => path.startsWith(cookie.path));
    const headers = new Headers(init.headers);
    if (!headers.has('accept')) headers.set('accept', 'text/html');
    if (cookies.length > 0)
      headers.set('cookie', cookies.map(([name, { value }]) => `${name}=${value}`).join('; '));
    const response = await fetch(new URL(path, this.url), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    // Read to the end: the server may still keep the session when the head is here already.
    const body = await response.arrayBuffer();
    return new Response(body.byteLength > 0 ? body : null, response);
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', value = ''] = pair.split('=');
    const of = (key: string): string | undefined =>
      attributes.find((attribute) => attribute.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
    if (value === '' || new Date(of('expires') ?? '9999-01-01') < new Date()) this.jar.delete(name);
    else this.jar.set(name, { value, path: of('path') ?? '/' });
  }
}
