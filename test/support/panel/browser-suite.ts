import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

import { OWN_PASSWORD } from '../staff.js';
import { chromiumPath, launch, watchedPage, type Watched } from './chromium.js';

const executable = chromiumPath();
const shots = process.env['PANEL_SHOTS'];
if (!executable && process.env['REQUIRE_ALL'])
  throw new Error('No chromium: set TEST_CHROMIUM or install it.');

/** A suite in Chromium; skipped where there is none, unless nothing may be. */
export function browserSuite(title: string, suite: () => void): void {
  (executable ? describe : describe.skip)(title, suite);
}

export const launchChromium = (): Promise<Browser> => launch(executable ?? '');

/** A page on which the staff account of this address has logged in by the form. */
export async function staffPage(
  browser: Browser,
  address: string,
  email: string,
  size?: { width: number; height: number },
): Promise<Watched> {
  const watched = await watchedPage(browser, address, size);
  const { page } = watched;
  await page.goto(`${address}/admin/login`);
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', OWN_PASSWORD);
  await page.click('form:has(input[name=password]) button');
  await page.waitForURL(/\/admin$/);
  return watched;
}

/** A picture of a page, or of a part of one, to look at, in the folder that PANEL_SHOTS names; none without it. */
export async function picture(of: Page | Locator, name: string, fullPage = false): Promise<void> {
  if (!shots) return;
  const path = join(shots, `${name}.png`);
  await ('goto' in of ? of.screenshot({ path, fullPage }) : of.screenshot({ path }));
}
