import type { AddressInfo, Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/** A real SMTP server on an ephemeral port of this machine that keeps what it receives. */
export class SmtpInbox {
  readonly received: ParsedMail[] = [];
  readonly raw: string[] = [];
  private readonly server: SMTPServer;

  /** What is done with a whole message; a test may put its own in front. */
  onMessage = (message: Buffer, _session: SMTPServerSession, done: (error?: Error | null) => void): void => {
    this.raw.push(message.toString('utf8'));
    void simpleParser(message).then((parsed) => {
      this.received.push(parsed);
      done();
    }, done);
  };

  constructor(options: SMTPServerOptions = {}) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => this.onMessage(Buffer.concat(chunks), session, done));
      },
      ...options,
    });
    // Clients that vanish on purpose make it emit errors.
    this.server.on('error', () => undefined);
  }

  /** @returns the `SMTP_URL` of this server. */
  async start(login = ''): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', () => resolve()));
    const { port } = this.server.server.address() as AddressInfo;
    return `smtp://${login}127.0.0.1:${port}`;
  }

  /** Break every connection now, as a network does. */
  cut(): void {
    const { connections } = this.server as unknown as { connections: Set<{ _socket: Socket }> };
    for (const { _socket: socket } of connections) socket.destroy();
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

/** An answer of the server with its reply code, for `onMailFrom`, `onRcptTo` and `onData`. */
export function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
