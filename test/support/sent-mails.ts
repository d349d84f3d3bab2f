import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';

/** Every mail that reached the sandbox inbox of a test's data folder, oldest first. */
export async function sentMails(dataDir: string, to?: string): Promise<ParsedMail[]> {
  const folder = join(dataDir, 'mail');
  const names = await readdir(folder).catch(() => []);
  const mails = await Promise.all(
    names
      .filter((name) => name.endsWith('.eml'))
      .sort()
      .map(async (name) => simpleParser(await readFile(join(folder, name)))),
  );
  return mails.filter(
    ({ to: receiver }) => to === undefined || addresses(receiver).includes(to.toLowerCase()),
  );
}

function addresses(receiver: ParsedMail['to']): string[] {
  const fields = Array.isArray(receiver) ? receiver : receiver ? [receiver] : [];
  return fields.flatMap(({ value }) => value.map(({ address }) => (address ?? '').toLowerCase()));
}

/** The token of the newest link of this path in a mail's text. */
export function tokenIn(mail: ParsedMail | undefined, path: string): string {
  const found = new RegExp(`${path}\\?token=([\\w-]+)`).exec(mail?.text ?? '');
  if (!found?.[1]) throw new Error(`no link to ${path} in: ${mail?.subject ?? 'no mail'}`);
  return found[1];
}
