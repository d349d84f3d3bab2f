import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import type { NodemailerError } from 'nodemailer';
import { unreachable } from '../../platform/process/server-unreachable.error.js';

const ANSWER_MS = 5000;
const timeouts = {
  connectionTimeout: ANSWER_MS,
  greetingTimeout: ANSWER_MS,
  socketTimeout: ANSWER_MS,
  dnsTimeout: ANSWER_MS,
};

type Login = { user: string; pass: string };

/**
 * Looks whether the mail server that `SMTP_URL` names takes our login; gives it no mail. One that asks to come
 * back later (4yz, RFC 5321) is there, and mails are tried again by themselves.
 * @throws ServerUnreachableError
 */
export async function reachSmtp(url: string): Promise<void> {
  const { auth, ...options } = parseConnectionUrl(url) as SMTPConnectionOptions & { auth?: Login };
  const connection = new SMTPConnection({ ...timeouts, ...options });
  try {
    await greet(connection, auth);
  } catch (error) {
    const { responseCode: reply = 0 } = error as NodemailerError;
    if (reply >= 400 && reply < 500) return;
    const port = options.secure === true ? 465 : 587;
    const without = 'Unset, mails are files in DATA_DIR (in the sandbox only).';
    throw unreachable({ kind: 'The mail server', variable: 'SMTP_URL', url, port, without }, told(error));
  } finally {
    connection.close();
  }
}

function greet(connection: SMTPConnection, login: Login | undefined): Promise<void> {
  return new Promise((done, fail) => {
    connection.on('error', fail);
    connection.on('end', () => setImmediate(() => fail(new Error('it closed the connection'))));
    connection.connect((error) => {
      if (error) return fail(error);
      if (!login) return done();
      connection.login({ credentials: login }, (refusal) => (refusal ? fail(refusal) : done()));
    });
  });
}

/** Its own code says less than the system's, which stands in the message. */
function told(error: unknown): unknown {
  const { code, message } = error as NodemailerError;
  const [system] = /\bE[A-Z]{4,}\b/.exec(message) ?? [];
  return { code: system ?? code, message };
}
