import type { ServerResponse } from 'node:http';

/** A competitor to watch: `https://rival.example` and the pages below. */
export const RIVAL = 'rival.example';

const HUGE_BYTES = 1024 * 1024 + 1;
const DRIP_MS = 1_000;
/** One a visit, over and over: each differs from the one before. */
const PRICES: readonly (readonly string[])[] = [
  ['Basic plan ₹4,900 a month', 'Clinic plan ₹9,900 a month', 'Free onboarding call'],
  ['Basic plan ₹4,400 a month', 'Clinic plan ₹9,900 a month', 'Hospital plan ₹24,900 a month'],
  ['Basic plan ₹4,400 a month', 'Clinic plan ₹8,900 a month', 'Hospital plan ₹24,900 a month'],
];
const PAGES = ['pricing', 'about', 'catalogue', 'inside', 'gone', 'slow', 'broken'] as const;
type Page = (typeof PAGES)[number];

/** The competitor's website: pages that change, that stay, and that cannot be read, each for a reason of its own. */
export class SandboxSites {
  private visits = 0;

  serves(host: string): boolean {
    return host === RIVAL;
  }

  answer(path: string, response: ServerResponse): void {
    const page = PAGES.find((name) => path === `/${name}`);
    if (path === '/') html(response, ['Rival Health Media', ...PAGES.map((name) => `See /${name}`)]);
    else if (page) this.pages[page](response);
    else response.writeHead(404).end();
  }

  private readonly pages: Readonly<Record<Page, (response: ServerResponse) => void>> = {
    pricing: (response) => {
      html(response, ['Our prices', ...(PRICES[this.visits % PRICES.length] ?? [])]);
      this.visits += 1;
    },
    about: (response) => html(response, ['About us', 'We market hospitals and clinics since 2015.']),
    catalogue: (response) => html(response, ['x'.repeat(HUGE_BYTES)]),
    // Where a cloud keeps its machines' credentials: no page of ours may ever lead there.
    inside: (response) =>
      void response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
    gone: (response) => void response.writeHead(410).end(),
    slow: drip,
    broken: (response) => void response.destroy(),
  };
}

/** Begins, and goes on for longer than anybody waits. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).write('<h1>Please wait</h1>');
  const timer = setInterval(() => response.write('<p>…</p>'), DRIP_MS).unref();
  response.once('close', () => clearInterval(timer));
}

function html(response: ServerResponse, [title = '', ...lines]: readonly string[]): void {
  const body = `<title>${title}</title><h1>${title}</h1>${lines.map((line) => `<p>${line}</p>`).join('')}`;
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
}
