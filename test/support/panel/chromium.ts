import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Debian's chromium by `TEST_CHROMIUM` or PATH; null where there is none. */
export function chromiumPath(): string | null {
  const given = process.env['TEST_CHROMIUM'];
  if (given) return given;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'chromium')).find((path) => existsSync(path)) ?? null;
}

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: ['--no-sandbox', ...quiet] });

export interface Watched {
  readonly page: Page;
  /** Console errors and uncaught exceptions, in order. */
  readonly errors: string[];
  /** Requests that left the page's own origin. */
  readonly elsewhere: string[];
}

/** A page that writes down what must not happen. */
export async function watchedPage(
  browser: Browser,
  origin: string,
  size = { width: 1440, height: 900 },
): Promise<Watched> {
  const context = await browser.newContext({
    viewport: size,
    timezoneId: 'Asia/Kolkata',
    locale: 'en-GB',
    // Spinners drawn in software cost a core.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  const elsewhere: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:')) elsewhere.push(url);
  });
  return { page, errors, elsewhere };
}
