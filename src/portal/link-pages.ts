import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { CommandName } from '../commands.js';
import { CommandDispatcher } from '../platform/commands/command-dispatcher.js';
import { AppError } from '../platform/errors/app-error.js';
import { newId } from '../platform/ids/new-id.js';
import { linkErrors } from '../platform/links/links.js';
import { Pages, type Page } from '../platform/pages/pages.js';
import { requestIdOf } from '../platform/process/request-id.js';
import { PUBLIC, type Actor } from '../platform/unit-of-work/actor.js';
import { portalErrors } from './portal.errors.js';

/** Fields that every form of a link page carries. */
export interface LinkForm {
  readonly token: string;
  /** Makes a second press of the same button a repetition, not a second deed. */
  readonly once?: string;
}

/** What the pages behind one-time links have in common: opening shows, pressing a button dispatches. */
@Injectable()
export class LinkPages {
  constructor(
    private readonly dispatcher: CommandDispatcher,
    private readonly pages: Pages,
  ) {}

  /**
   * Show a page whose link is looked at, not spent; a link that is over answers in words.
   * @param hint what to do then, where this page knows it better
   */
  show(request: Request, response: Response, draw: () => Promise<Page>, hint?: string): Promise<void> {
    return this.answer(request, response, hint, async () => this.pages.send(response, await draw()));
  }

  /** Do `work`, which answers; what it refuses becomes a page of its own, with what was `typed`. */
  async answer(
    request: Request,
    response: Response,
    hint: string | undefined,
    work: () => Promise<void>,
    typed: readonly string[] = [],
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'user') throw error;
      const over =
        error.code === 'link_not_valid' && error.hint === error.definition.hint && hint !== undefined;
      const said = over ? linkErrors.link_not_valid(error.detail, { hint }) : error;
      const back = { href: '/portal', text: 'To your portal' };
      this.pages.refuse(request, response, said, { back, typed });
    }
  }

  /**
   * Do `work`; where the link is over because this very form was sent before (and its answer was lost on the way),
   * `answered` is given what the first was answered with.
   * @param name the command that the form dispatches
   */
  async once(
    name: CommandName,
    form: LinkForm,
    work: () => Promise<void>,
    answered: (body: unknown) => Promise<void> | void,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      const isOver = error instanceof AppError && error.code === 'link_not_valid';
      const key = isOver ? keyOf(name, form) : undefined;
      const kept = key === undefined ? undefined : await this.dispatcher.kept(PUBLIC, key);
      if (kept === undefined) throw error;
      await answered(kept);
    }
  }

  async dispatch(
    request: Request,
    name: CommandName,
    id: string,
    input: object,
    form: Partial<LinkForm>,
    actor: Actor = PUBLIC,
  ) {
    const context = { actor, requestId: requestIdOf(request), idempotencyKey: keyOf(name, form) };
    const outcome = await this.dispatcher.dispatch(name, id, input, context).catch(inTheirWords);
    return outcome.body;
  }

  /** Whether a form with this key was answered before (and its answer may have been lost on the way). */
  async wasAnswered(actor: Actor, once: string): Promise<boolean> {
    return (await this.dispatcher.kept(actor, once)) !== undefined;
  }

  send(response: Response, page: Page): void {
    this.pages.send(response, page);
  }

  /** Answer a form; refusals show the page again, and errors that are nobody's input become a page of their own. */
  form(
    request: Request,
    response: Response,
    page: Page | (() => Promise<Page>),
    work: () => Promise<void>,
  ): Promise<void> {
    return this.pages.form(request, response, page, work);
  }
}

/** Of the form, its link and its command together: neither another form nor another door has this key. */
function keyOf(name: CommandName, { token, once }: Partial<LinkForm>): string | undefined {
  if (once === undefined || token === undefined) return once;
  return createHash('sha256')
    .update(JSON.stringify([name, token, once]))
    .digest('base64url');
}

/** Who edits a form whose answer was lost, and sends it again, knows of no keys. */
function inTheirWords(error: unknown): never {
  if (error instanceof AppError && error.code === 'idempotency_mismatch')
    throw portalErrors.form_sent_before('What you sent before was taken; what stands here now was not.');
  throw error;
}

/** The token of the address; a link without one is no link. */
export function tokenOf(value: unknown): string {
  if (typeof value === 'string' && value.length >= 20 && value.length <= 200) return value;
  throw linkErrors.link_not_valid('The link is cut off: it holds no whole token.', {
    hint: 'Open it from the mail again, or copy it as a whole.',
  });
}

/** The key that the form was drawn with. */
export function onceOf(body: unknown): string {
  const { once } = (body ?? {}) as { once?: unknown };
  return typeof once === 'string' && /^[\x21-\x7e]{1,100}$/.test(once) ? once : newId();
}

/** Token and form key out of a posted form. */
export function linkForm(body: unknown): LinkForm & { readonly once: string } {
  const { token } = (body ?? {}) as { token?: unknown };
  return { token: tokenOf(token), once: onceOf(body) };
}
