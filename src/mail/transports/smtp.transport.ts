import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import type { NodemailerError } from 'nodemailer';
import { composeMessage, type ComposedMessage } from './compose-message.js';
import { MailTransport, type MailOutcome, type OutgoingMail } from './mail-transport.js';
import { smtpFailure } from './smtp-failure.js';

const timeouts = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 60_000,
  dnsTimeout: 10_000,
};

/** Sends by SMTP, one connection a mail. TLS is used whenever the server offers it. */
export class SmtpTransport extends MailTransport {
  private readonly options: SMTPConnectionOptions;
  private readonly login: { user: string; pass: string } | null;

  /** @param url `smtp[s]://[user:password@]host[:port][?requireTLS=true]`; it is never logged. */
  constructor(url: string) {
    super();
    const { auth, ...options } = parseConnectionUrl(url) as SMTPConnectionOptions & {
      auth?: { user: string; pass: string };
    };
    this.options = { ...timeouts, ...options };
    this.login = auth ?? null;
  }

  async send(mail: OutgoingMail, signal?: AbortSignal): Promise<MailOutcome> {
    const message = await composeMessage(mail);
    const attempt = new SmtpAttempt(new SMTPConnection(this.options), this.login, message);
    const failure = await attempt.run(signal);
    return failure ?? { accepted: true, messageId: mail.messageId };
  }
}

/** One connection that carries one message. */
class SmtpAttempt {
  private givenOver = false;

  constructor(
    private readonly connection: SMTPConnection,
    private readonly login: { user: string; pass: string } | null,
    private readonly message: ComposedMessage,
  ) {}

  /** @returns null when the server took the message. */
  run(signal?: AbortSignal): Promise<MailOutcome | null> {
    return new Promise((resolve) => {
      const end = (outcome: MailOutcome | null) => {
        signal?.removeEventListener('abort', abort);
        this.connection.close();
        resolve(outcome);
      };
      const fail = (error: NodemailerError) => end(smtpFailure(error, this.givenOver));
      const abort = () => fail(new Error('The attempt took too long and was ended'));
      this.connection.on('error', fail);
      // The reason, when there is one, is reported right after this event.
      this.connection.on('end', () =>
        setImmediate(() => fail(new Error('The mail server closed the connection'))),
      );
      signal?.addEventListener('abort', abort, { once: true });
      if (signal?.aborted) return abort();
      this.connection.connect((error) => (error ? fail(error) : this.authenticate(fail, () => end(null))));
    });
  }

  private authenticate(fail: (error: NodemailerError) => void, done: () => void): void {
    const send = () =>
      this.connection.send(this.message.envelope, this.body(), (error) => (error ? fail(error) : done()));
    if (!this.login) return send();
    this.connection.login({ credentials: this.login }, (error) => (error ? fail(error) : send()));
  }

  /** Read only after the server answered DATA: from then on it may have the message. */
  private body(): Readable {
    const { raw } = this.message;
    const handOver = (): Buffer => ((this.givenOver = true), raw);
    return Readable.from(
      (function* () {
        yield handOver();
      })(),
      { objectMode: false },
    );
  }
}
