import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AppConfig } from '../../config/app-config.js';
import { AppError } from '../errors/app-error.js';
import { retryAfterOf, toProblem, type Problem } from '../errors/problem.js';
import { requestIdOf } from '../process/request-id.js';
import { PageSupport } from './page-support.js';
import { PageViews } from './page-views.js';

/** Nothing inline, nothing from elsewhere, no framing. */
export const PAGE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface Page {
  /** `portal/login`. */
  readonly view: string;
  readonly title: string;
  readonly status?: number;
  readonly data?: object;
  /** Other origins that a form of this page may end at (a redirect to a platform's authorization). */
  readonly formTargets?: readonly string[];
}

/** Sends our server-rendered pages. */
@Injectable()
export class Pages {
  constructor(
    private readonly views: PageViews,
    private readonly config: AppConfig,
    private readonly support: PageSupport,
  ) {}

  /** Never cached: a page may hold what only this reader may see. */
  send(response: Response, { view, title, status = 200, data = {}, formTargets = [] }: Page): void {
    const html = this.views.render(view, {
      title,
      sandbox: this.config.deployment === 'sandbox',
      support: this.support.of(response).email,
      ...data,
    });
    response
      .status(status)
      .setHeader('content-security-policy', cspFor(formTargets))
      .setHeader('cache-control', 'no-store')
      .type('html')
      .send(html);
  }

  /** A refusal as a page of its own: what happened, why, what to do. */
  refuse(
    request: Request,
    response: Response,
    error: unknown,
    more: { readonly back?: { href: string; text: string }; readonly typed?: readonly string[] } = {},
  ): void {
    const problem = inPageWords(toProblem(error, requestIdOf(request)), error);
    this.send(response, {
      view: 'pages/refusal',
      title: problem.title,
      status: problem.status,
      data: { problem, ...more },
    });
  }

  /**
   * Answer a form: run `work`; refused, show the page again with the refusal and what was typed.
   * Errors that are nobody's input (bugs, outages) are thrown on.
   * @param page the form as it was sent, or how to draw it as things are once it was refused
   */
  async form(
    request: Request,
    response: Response,
    page: Page | (() => Promise<Page>),
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'user') throw error;
      const problem = toProblem(error, requestIdOf(request));
      const wait = retryAfterOf(problem);
      if (wait !== undefined) response.setHeader('retry-after', wait);
      const drawn = typeof page === 'function' ? await page() : page;
      this.send(response, {
        ...drawn,
        status: problem.status,
        data: { ...drawn.data, problem: inLabels(problem), wrong: wrong(problem) },
      });
    }
  }
}

/** Chromium holds a form's redirects to `form-action`, too. */
const cspFor = (formTargets: readonly string[]): string =>
  PAGE_CSP.replace("form-action 'self'", ["form-action 'self'", ...formTargets].join(' '));

/** Who opens a page has an address, no id and no list; where the refusal says what to do, that stands. */
function inPageWords(problem: Problem, error: unknown): Problem {
  if (problem.code !== 'not_found') return problem;
  const ownHint = error instanceof AppError && error.hint !== error.definition.hint;
  const hint = ownHint ? problem.hint : 'Check the address: part of it may be missing.';
  return { ...problem, title: 'There is no such page', hint };
}

/** A form names its inputs by their labels; the paths that programs send are nothing to its reader. */
const inLabels = (problem: Problem): Problem =>
  problem.code === 'validation_failed' && problem.fields
    ? {
        ...problem,
        ...(namesPaths(problem) ? GENERAL : {}),
        fields: problem.fields.map(({ field, message }) => ({ field, message: sentence(field, message) })),
      }
    : problem;

/** Where a rule wrote a sentence of its own, that one stands. */
const namesPaths = ({ detail }: Problem): boolean => detail.startsWith('Not accepted: ');
const GENERAL = {
  title: 'Something needs another look',
  detail: '',
  hint: 'Correct it and send it again; nothing was changed.',
};

/** `contactName` and "is required" make "Contact name is required"; what is a sentence already stays as it is. */
function sentence(field: string, message: string): string {
  const name = field.split('.').findLast((part) => part !== '' && !/^\d+$/.test(part));
  if (name === undefined || !/^[a-z]/.test(message)) return message;
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${message}`;
}

/** Messages by field, for a form to show beside each. */
function wrong({ fields = [] }: Problem): Record<string, string> {
  const said: Record<string, string> = {};
  for (const { field, message } of fields) said[field] = [said[field], message].filter(Boolean).join(' ');
  return said;
}
