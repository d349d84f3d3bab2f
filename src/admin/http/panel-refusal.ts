import type { Request, Response } from 'express';

import { toProblem } from '../../platform/errors/problem.js';
import { requestIdOf } from '../../platform/process/request-id.js';
import { escapeHtml, sendPage, type PanelHtml } from './panel-html.js';

/** A refused page, in words and with the right status. */
export function sendRefusal(html: PanelHtml, error: unknown, request: Request, response: Response): void {
  const problem = toProblem(error, requestIdOf(request));
  const fields = (problem.fields ?? []).map(
    ({ field, message }) => `<li><b>${escapeHtml(field)}</b> ${escapeHtml(message)}</li>`,
  );
  const body = [
    `<p class="w-plain-text">${escapeHtml(problem.detail)}</p>`,
    fields.length > 0 ? `<ul class="w-plain-list">${fields.join('')}</ul>` : '',
    `<p class="w-plain-text">${escapeHtml(problem.hint)}</p>`,
    '<p class="w-plain-foot"><a href="/admin">To the panel’s first page</a></p>',
    `<p class="w-plain-foot w-muted">Request ${escapeHtml(problem.requestId)}</p>`,
  ];
  sendPage(response, problem.status, html.card(problem.title, body.join('')));
}
