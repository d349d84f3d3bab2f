import type { Response } from 'express';

import type { PanelAssets } from './panel-assets.js';

/**
 * No inline script or style. The hash is the empty string's: styled-components and emotion insert an empty
 * style element and then rules; without it the page stays blank.
 */
export const PANEL_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "style-src-attr 'none'",
  "img-src 'self' data:",
  "font-src 'self'",
  // Recordings of calls.
  "media-src 'self'",
  "connect-src 'self'",
  // Only documents of `/admin/documents` let themselves be framed, and only by our own pages.
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Pages of the panel write into the empty part where the clock stands. */
const SANDBOX_BANNER =
  'Sandbox: outside platforms are stand-ins, mail stays in a folder, and the clock can be moved. <span data-clock></span>';

const markup: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => markup[mark] ?? mark);

/** JSON that may stand inside a script element: nothing in it can end the element or the line. */
export function escapeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The HTML around every page of the panel: AdminJS's, login, refusals. */
export class PanelHtml {
  constructor(
    private readonly assets: PanelAssets,
    private readonly sandbox: boolean,
  ) {}

  /** AdminJS's page: its state as data, then the scripts in their order. `state` is already escaped JSON. */
  application(state: string): string {
    const scripts = ['boot', 'global.bundle', 'design-system.bundle', 'app.bundle', 'components.bundle']
      .map((name) => `<script defer src="${this.assets.href(`${name}.js`)}"></script>`)
      .join('');
    const head = `<script type="application/json" id="panel-state">${state}</script>${scripts}`;
    const noScript = '<noscript><p class="w-noscript">The panel needs JavaScript.</p></noscript>';
    return this.document('WAOOAW Onboarding', head, `<div id="app"></div>${noScript}`);
  }

  /** A page with one card: login, a refusal. `body` is HTML made by the caller, escaped where it must be. */
  card(title: string, body: string): string {
    const mark = `<img src="${this.assets.href('mark.svg')}" alt="" width="32" height="32">`;
    const card = `<main><p class="w-plain-brand">${mark} WAOOAW Onboarding</p><h1>${escapeHtml(title)}</h1>${body}</main>`;
    return this.document(title, '', `<div class="w-plain">${card}</div>`);
  }

  private document(title: string, head: string, body: string): string {
    const banner = this.sandbox ? `<div class="w-banner" role="note">${SANDBOX_BANNER}</div>` : '';
    return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" type="image/svg+xml" href="${this.assets.href('mark.svg')}">
<link rel="preload" as="font" type="font/woff2" crossorigin href="${this.assets.href('inter-latin.woff2')}">
<link rel="stylesheet" href="${this.assets.href('panel.css')}">
${head}</head><body>${banner}${body}</body></html>`;
  }
}

/**
 * For a document that others wrote (a mail as it was sent): it may lay itself out and nothing else, not even
 * when it is opened by itself. `sandbox` gives it no script, no form, no origin, no way to another page.
 */
export const DOCUMENT_CSP = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  'sandbox',
].join('; ');

/** Sends a document for a frame of the panel's own pages. */
export function sendDocument(response: Response, html: string): void {
  // In the sandbox it has no origin of its own that could be given a process: browsers would only complain.
  response.removeHeader('origin-agent-cluster');
  response
    .status(200)
    .setHeader('content-security-policy', DOCUMENT_CSP)
    .setHeader('x-frame-options', 'SAMEORIGIN')
    .setHeader('cache-control', 'no-store')
    .setHeader('x-content-type-options', 'nosniff')
    .setHeader('referrer-policy', 'no-referrer')
    .type('html')
    .send(html);
}

/** Sends a page under the panel's policy; pages are never cached, because they carry the session's state. */
export function sendPage(response: Response, status: number, html: string): void {
  response
    .status(status)
    .setHeader('content-security-policy', PANEL_CSP)
    .setHeader('cache-control', 'no-store')
    .setHeader('x-content-type-options', 'nosniff')
    .setHeader('referrer-policy', 'same-origin')
    .type('html')
    .send(html);
}
