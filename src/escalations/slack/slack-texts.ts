import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/unit-of-work/tx.js';
import type { SlackMessage } from './slack-message.entity.js';

export type SlackAbout = Pick<SlackMessage, 'kind' | 'subjectId' | 'customerId' | 'params'>;

/** What a message says, still as people's words: `slack-markup.ts` makes Slack's notation of it. */
export interface SlackText {
  /** One line in bold. */
  readonly headline: string;
  /** Company and number, never more about a person. */
  readonly about: string | null;
  /** An address in the panel, and what it opens. */
  readonly link: { readonly url: string; readonly label: string };
}

type Write = (tx: Tx, about: SlackAbout) => Promise<SlackText>;

/** How each kind of message is written, when it is sent, by the room that knows its subject. */
@Injectable()
export class SlackTexts {
  private readonly writers = new Map<string, Write>();

  /** Call in `onModuleInit`. */
  register(kind: string, write: Write): void {
    if (this.writers.has(kind)) throw new Error(`The Slack message ${kind} has two writers`);
    this.writers.set(kind, write);
  }

  /** @throws Error when no room registered the kind; what the writer throws */
  write(tx: Tx, about: SlackAbout): Promise<SlackText> {
    const write = this.writers.get(about.kind);
    if (!write) throw new Error(`No room has registered how to write the Slack message ${about.kind}`);
    return write(tx, about);
  }
}
