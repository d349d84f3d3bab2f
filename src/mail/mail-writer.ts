import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { MailFrames } from './mail-frames.js';
import { MailLoaders, type MailToLoad } from './mail-loaders.js';
import { MailRenderer } from './rendering/mail-renderer.js';
import type { RenderedMail, StoredMail } from './rendering/rendered-mail.js';

/** A mail as people may see it before it is sent: placeholders stand for links and passwords. */
export interface SeenMail extends StoredMail {
  readonly replyTo: string | null;
  /** File name of the calendar invite; null without one. */
  readonly calendar: string | null;
}

/** Writes mails: data by the loader of the room that owns it, words by the template. */
@Injectable()
export class MailWriter {
  constructor(
    private readonly loaders: MailLoaders,
    private readonly frames: MailFrames,
    private readonly renderer: MailRenderer,
  ) {}

  /** `Name <address>` of every mail. */
  get sender(): string {
    return this.frames.sender();
  }

  /** For the transport, and the copy that may be kept. Makes the links and the password the mail carries. */
  async write(tx: Tx, mail: MailToLoad): Promise<{ mail: RenderedMail; stored: StoredMail }> {
    return this.renderer.render(
      mail.template,
      await this.loaders.load(tx, mail),
      await this.frames.current(tx),
    );
  }

  /**
   * The same mail to look at; changes nothing.
   * @throws MailNotNeeded or an AppError when there is nothing to write now
   */
  async look(tx: Tx, toLoad: MailToLoad): Promise<SeenMail> {
    const data = await this.loaders.look(tx, toLoad);
    const { mail, stored } = this.renderer.render(toLoad.template, data, await this.frames.current(tx));
    return { ...stored, replyTo: mail.replyTo, calendar: mail.calendar?.filename ?? null };
  }
}
