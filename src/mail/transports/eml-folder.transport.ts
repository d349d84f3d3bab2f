import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deployment } from '../../config/app-config.js';
import { composeMessage } from './compose-message.js';
import { MailTransport, type MailOutcome, type OutgoingMail } from './mail-transport.js';

/** The sandbox's inbox: each mail an `.eml` file that any mail program opens. */
export class EmlFolderTransport extends MailTransport {
  /**
   * @param folder absolute path, made when the first mail comes.
   * @throws Error outside the sandbox: the files hold passwords and links in the clear.
   */
  constructor(
    private readonly folder: string,
    deployment: Deployment,
  ) {
    super();
    if (deployment !== 'sandbox') {
      throw new Error('Mail in a folder is for the sandbox only: set SMTP_URL');
    }
  }

  /** A file appears whole or not at all; the names sort by time. */
  async send(mail: OutgoingMail): Promise<MailOutcome> {
    const { raw } = await composeMessage(mail);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const name = `${mail.date.toISOString().replaceAll(':', '-')}_${fileSafe(mail.messageId)}.eml`;
    const unfinished = join(this.folder, `.${name}.tmp`);
    await writeFile(unfinished, raw, { mode: 0o600 });
    await rename(unfinished, join(this.folder, name));
    return { accepted: true, messageId: mail.messageId };
  }
}

function fileSafe(messageId: string): string {
  return messageId.replace(/^<|@.*$/g, '').replace(/[^A-Za-z0-9_-]/g, '_');
}
