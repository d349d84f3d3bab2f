import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { simpleParser, type ParsedMail } from 'mailparser';

/** The sandbox's inbox: the `.eml` files that the running system writes instead of sending. */
export class Inbox {
  private readonly read = new Map<string, ParsedMail>();

  /** @param patience milliseconds to wait for a mail */
  constructor(
    private readonly folder: string,
    private readonly patience = 30_000,
  ) {}

  /** The newest mail to this address whose subject matches; waits for it. */
  async expect(to: string, subject: RegExp, within = this.patience): Promise<ParsedMail> {
    const deadline = performance.now() + within;
    for (;;) {
      const found = (await this.to(to)).find((mail) => subject.test(mail.subject ?? ''));
      if (found) return found;
      if (performance.now() > deadline)
        throw new Error(`no mail to ${to} with a subject like ${subject.source}`);
      await pause(100);
    }
  }

  /** Every mail there is, in the order in which they were sent; a file is read once. */
  async all(): Promise<ParsedMail[]> {
    const names = (await readdir(this.folder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
    for (const name of names)
      if (!this.read.has(name))
        this.read.set(name, await simpleParser(await readFile(join(this.folder, name))));
    return names.flatMap((name) => this.read.get(name) ?? []);
  }

  private async to(address: string): Promise<ParsedMail[]> {
    const names = (await readdir(this.folder).catch(() => []))
      .filter((name) => name.endsWith('.eml'))
      .sort()
      .reverse();
    const mails = await Promise.all(
      names.map(async (name) => simpleParser(await readFile(join(this.folder, name)))),
    );
    return mails.filter(({ to }) =>
      [to ?? []].flat().some(({ value }) => value.some((one) => one.address === address)),
    );
  }
}

/** The first link in the mail's text whose address has this path; throws when the mail has none. */
export function linkIn(mail: ParsedMail, path: string): URL {
  const links = (mail.text ?? '').match(/https?:\/\/[^\s<>)\]"]+/g) ?? [];
  const found = links.map((link) => new URL(link)).find(({ pathname }) => pathname === path);
  if (!found) throw new Error(`the mail "${mail.subject ?? ''}" holds no link to ${path}`);
  return found;
}
