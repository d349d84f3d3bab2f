import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { Trap } from './trap.js';

/** A message that the server has taken, whatever its sender heard of that. */
export interface Received {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
}

interface Set {
  readonly subject: RegExp;
  readonly to: string;
  readonly trap: Trap;
}

/**
 * The mail server of the people who get our mails: it counts every message it took, and puts each into a folder
 * where the person reads it. One can be caught when it was taken and not yet confirmed, or before it was given over.
 */
export class MailSink {
  readonly received: Received[] = [];
  private readonly messages: Set[] = [];
  private readonly greetings: Trap[] = [];
  private readonly server: SMTPServer;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onConnect: (_session, greet) => {
        const trap = this.greetings.shift();
        if (!trap) return greet();
        trap.spring(() => this.cut());
      },
      onData: (stream, _session, confirm) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => void this.take(Buffer.concat(chunks), confirm));
      },
    });
    // A client that is killed makes it emit errors.
    this.server.on('error', () => undefined);
  }

  /** @returns its `SMTP_URL` */
  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', () => done()));
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** Catches the next such message: taken, and its sender waits to hear so. The person reads it later. */
  message(to: string, subject: RegExp): Trap {
    const trap = new Trap();
    this.messages.push({ to, subject, trap });
    return trap;
  }

  /** Catches the next sender before it could give over anything. */
  sender(): Trap {
    const trap = new Trap();
    this.greetings.push(trap);
    return trap;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  private cut(): void {
    const { connections } = this.server as unknown as { connections: Iterable<{ _socket: Socket }> };
    for (const { _socket: socket } of connections) socket.destroy();
  }

  private async take(raw: Buffer, confirm: () => void): Promise<void> {
    const mail = await simpleParser(raw);
    const to = [mail.to ?? []].flat().flatMap(({ value }) => value)[0]?.address ?? '';
    const subject = mail.subject ?? '';
    this.received.push({ messageId: mail.messageId ?? '', to, subject });
    const name = `${String(this.received.length).padStart(5, '0')}.eml`;
    const deliver = () => writeFileSync(join(this.folder, name), raw);
    const place = this.messages.findIndex((set) => set.to === to && set.subject.test(subject));
    const [found] = place < 0 ? [] : this.messages.splice(place, 1);
    if (found) {
      found.trap.spring(() => {
        deliver();
        this.cut();
      });
      return;
    }
    deliver();
    confirm();
  }
}
