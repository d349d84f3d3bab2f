import { join } from 'node:path';
import type { AppConfig } from '../../config/app-config.js';
import { EmlFolderTransport } from './eml-folder.transport.js';
import type { MailTransport } from './mail-transport.js';
import { SmtpTransport } from './smtp.transport.js';

/** SMTP when `SMTP_URL` is set, else the sandbox's folder `mail` in `DATA_DIR`. */
export function createTransport(config: AppConfig): MailTransport {
  const { smtpUrl } = config.mail;
  return smtpUrl
    ? new SmtpTransport(smtpUrl)
    : new EmlFolderTransport(join(config.dataDir, 'mail'), config.deployment);
}
