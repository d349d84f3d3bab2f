import { Injectable } from '@nestjs/common';
import { Links } from '../platform/links/links.js';
import type { Tx } from '../platform/unit-of-work/tx.js';
import { issued, withheld, type MailIssue } from './mail-issue.js';
import type { Mail } from './mail.entity.js';
import type { MailData, MailName } from './templates/mail-templates.js';

/** What a loader is told. */
export type MailToLoad = Pick<
  Mail,
  'id' | 'template' | 'toEmail' | 'toName' | 'customerId' | 'subjectId' | 'params'
>;
type Load<Data> = (tx: Tx, mail: MailToLoad, issue: MailIssue) => Promise<Data>;

/** Thrown by a loader when there is no longer a reason to send: the call is cancelled, the draft decided. */
export class MailNotNeeded extends Error {}

/**
 * The data of each mail is loaded when it is sent, by the room that owns it. A loader runs in the sending
 * job's unit of work, before the message leaves: by its `issue` it may make one-time links and a temporary
 * password, keeping only hashes. It runs again on every attempt, and what it made before is then void.
 * Beyond that a loader changes nothing: the same one also fills previews.
 */
@Injectable()
export class MailLoaders {
  private readonly loaders = new Map<string, Load<unknown>>();

  constructor(private readonly links: Links) {}

  /**
   * Call in `onModuleInit`.
   * @param kind tells several loaders of one template apart (`staff_notice`); the asker names it in `params.kind`
   */
  register<Name extends MailName>(template: Name, load: Load<MailData<Name>>, kind = ''): void {
    const key = keyOf(template, kind);
    if (this.loaders.has(key)) throw new Error(`The mail ${key} has two loaders`);
    this.loaders.set(key, load);
  }

  /** @throws Error when no room registered a loader; MailNotNeeded and AppErrors come from the loader. */
  load(tx: Tx, mail: MailToLoad): Promise<MailData<MailName>> {
    return this.fill(tx, mail, issued(this.links, tx));
  }

  /**
   * The data as it would be if the mail were sent now. Makes no link and no password, locks and writes nothing;
   * a loader that tried to would fail in the read-only transaction this is meant for.
   */
  look(tx: Tx, mail: MailToLoad): Promise<MailData<MailName>> {
    const still: Tx = {
      ...tx,
      lock: () => Promise.resolve(),
      record: () => undefined,
      enqueue: () => undefined,
    };
    return this.fill(still, mail, withheld(tx.now));
  }

  private async fill(tx: Tx, mail: MailToLoad, issue: MailIssue): Promise<MailData<MailName>> {
    const key = keyOf(mail.template, typeof mail.params['kind'] === 'string' ? mail.params['kind'] : '');
    const load = this.loaders.get(key);
    if (!load) throw new Error(`No room has registered a loader for the mail ${key}`);
    return (await load(tx, mail, issue)) as MailData<MailName>;
  }

  /** Whether a mail of this kind could be filled. */
  has(template: MailName, kind = ''): boolean {
    return this.loaders.has(keyOf(template, kind));
  }

  /** Whether some room fills this template, for one kind at least. */
  fills(template: MailName): boolean {
    return [...this.loaders.keys()].some((key) => key === template || key.startsWith(`${template}:`));
  }
}

const keyOf = (template: MailName, kind: string): string => (kind === '' ? template : `${template}:${kind}`);
