import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { mailOf } from '../../../test/support/render-sample.js';
import { reply, SmtpInbox } from '../../../test/support/smtp-inbox.js';
import type { OutgoingMail } from './mail-transport.js';
import { SmtpTransport } from './smtp.transport.js';

const mail: OutgoingMail = {
  messageId: '<019c5a11-7d5e-7000-8000-000000000009@waooaw.com>',
  date: new Date('2026-02-11T10:00:00Z'),
  from: 'WAOOAW <ops-team@waooaw.com>',
  to: { email: 'john@example.com', name: 'Doe, John "JD"' },
  content: mailOf('customer_welcome_email'),
};

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

async function inbox(options: SMTPServerOptions = {}, login = '') {
  const server = new SmtpInbox(options);
  const transport = new SmtpTransport(await server.start(login));
  running.push(() => server.stop());
  return { server, transport };
}

/** A server that answers each line by `answer`; null drops the connection. */
async function scripted(
  answer: (line: string, socket: Socket) => string | null,
  url = 'smtp://',
  query = '',
) {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 ready\r\n');
    let heard = '';
    socket.on('data', (data) => {
      heard += data.toString();
      if (!heard.endsWith('\r\n')) return;
      const said = answer(heard, socket);
      heard = said === '' ? heard.slice(-5) : '';
      if (said === null) socket.destroy();
      else if (said) socket.write(`${said}\r\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  running.push(() => new Promise((resolve) => server.close(() => resolve())));
  return new SmtpTransport(`${url}127.0.0.1:${(server.address() as AddressInfo).port}${query}`);
}

/** Answers an SMTP dialogue up to the message, then `atTheEnd`. */
const dialogue = (atTheEnd: string | null) => (line: string) => {
  if (/^EHLO/.test(line)) return '250 mail';
  if (/^DATA/.test(line)) return '354 go on';
  if (/\r\n\.\r\n$/.test(line)) return atTheEnd;
  return /^(MAIL|RCPT)/.test(line) ? '250 ok' : '';
};

describe('a mail that is taken', () => {
  it('arrives whole: addresses, subject, both parts, invite, stable Message-ID', async () => {
    const { server, transport } = await inbox();
    await expect(transport.send(mail)).resolves.toEqual({ accepted: true, messageId: mail.messageId });
    const [got] = server.received;
    expect(got).toMatchObject({
      messageId: mail.messageId,
      date: mail.date,
      subject: mail.content.subject,
      from: { value: [{ address: 'ops-team@waooaw.com', name: 'WAOOAW' }] },
      to: { value: [{ address: 'john@example.com', name: 'Doe, John "JD"' }] },
      replyTo: { value: [{ address: 'alex@waooaw.com' }] },
    });
    expect(got?.text?.trim()).toBe(mail.content.text.trim());
    expect(got?.html).toContain('Try before hire, keep results, no risk');
    expect(got?.headers.get('auto-submitted')).toBe('auto-generated');
    const invite = got?.attachments.find(({ contentType }) => contentType === 'application/ics');
    expect(invite?.filename).toBe('invite.ics');
    expect(invite?.content.toString()).toContain('METHOD:REQUEST');
    expect(server.raw[0]).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i);
  });

  it('lets no name or subject add a header', async () => {
    const { server, transport } = await inbox();
    const to = { email: 'john@example.com', name: 'John\r\nBcc: eve@example.com' };
    const content = { ...mail.content, subject: 'Hello\r\nX-Evil: 1' };
    await transport.send({ ...mail, to, content });
    expect(server.received[0]?.headers.has('bcc')).toBe(false);
    expect(server.received[0]?.headers.has('x-evil')).toBe(false);
  });

  it('logs in when the address holds a login', async () => {
    const { transport } = await inbox(
      {
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: ({ username, password }, _session, done) =>
          password === 'p@ss' ? done(null, { user: username }) : done(new Error('no')),
      },
      'mailer:p%40ss@',
    );
    await expect(transport.send(mail)).resolves.toMatchObject({ accepted: true });
  });
});

describe('a mail that is not taken', () => {
  it.each([
    ['450 at RCPT', { onRcptTo: (_a, _s, done) => done(reply(450, 'Greylisted, come back')) }, 'transient'],
    ['550 at RCPT', { onRcptTo: (_a, _s, done) => done(reply(550, 'No such user')) }, 'permanent'],
    ['553 at MAIL', { onMailFrom: (_a, _s, done) => done(reply(553, 'Sender not allowed')) }, 'permanent'],
    [
      '530 at MAIL',
      { onMailFrom: (_a, _s, done) => done(reply(530, 'Authentication required')) },
      'transient',
    ],
    [
      '452 after DATA',
      { onData: (stream, _s, done) => void stream.resume().on('end', () => done(reply(452, 'Disk full'))) },
      'transient',
    ],
    [
      '554 after DATA',
      {
        onData: (stream, _s, done) =>
          void stream.resume().on('end', () => done(reply(554, 'Looks like spam'))),
      },
      'permanent',
    ],
    ['554 greeting', { onConnect: (_s, done) => done(reply(554, 'Not today')) }, 'transient'],
  ] as [string, SMTPServerOptions, string][])('%s', async (_name, options, failure) => {
    const { transport } = await inbox(options);
    const outcome = await transport.send(mail);
    expect(outcome).toMatchObject({ accepted: false, failure });
    expect(JSON.stringify(outcome)).toMatch(/\d{3}/);
  });

  it('is transient when our login is refused, and the reason holds no password', async () => {
    const { transport } = await inbox(
      {
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: (_auth, _session, done) => done(new Error('no')),
      },
      'mailer:wr0ng-pass@',
    );
    const outcome = await transport.send(mail);
    expect(outcome).toMatchObject({ accepted: false, failure: 'transient' });
    expect(JSON.stringify(outcome)).not.toContain('wr0ng-pass');
  });

  it('is transient when nobody listens', async () => {
    const { server, transport } = await inbox();
    await server.stop();
    running.length = 0;
    await expect(transport.send(mail)).resolves.toMatchObject({ failure: 'transient' });
  });

  it('is transient when the connection breaks before DATA', async () => {
    const transport = await scripted((line) => (/^MAIL/.test(line) ? null : '250 mail'));
    await expect(transport.send(mail)).resolves.toMatchObject({ failure: 'transient' });
  });

  it('is unknown when the connection breaks after the message was given over', async () => {
    const transport = await scripted(dialogue(null));
    await expect(transport.send(mail)).resolves.toMatchObject({ failure: 'unknown' });
  });

  it('is unknown when the attempt is ended after the message was given over', async () => {
    const stop = new AbortController();
    const hang = dialogue('');
    const transport = await scripted((line) => {
      if (/\r\n\.\r\n$/.test(line)) stop.abort();
      return hang(line);
    });
    await expect(transport.send(mail, stop.signal)).resolves.toMatchObject({ failure: 'unknown' });
  });

  it('is transient when the attempt was ended before it began', async () => {
    const { server, transport } = await inbox();
    await expect(transport.send(mail, AbortSignal.abort())).resolves.toMatchObject({ failure: 'transient' });
    expect(server.received).toHaveLength(0);
  });

  it('takes a 250 at last as taken, whatever came before it in parts', async () => {
    const transport = await scripted(dialogue('250 queued'));
    await expect(transport.send(mail)).resolves.toMatchObject({ accepted: true });
  });
});

describe('A connection that must be private', () => {
  const LOGIN = 'smtp://mailer:wr0ng-pass@';
  const open = (starttls: string, offered: string) => (line: string, heard: string[]) => {
    heard.push(line);
    if (/^EHLO/.test(line)) return `250-mail\r\n${offered}250 AUTH PLAIN LOGIN`;
    return /^STARTTLS/.test(line) ? starttls : '250 ok';
  };

  it.each([
    ['does not offer it', open('502 unknown', ''), '?requireTLS=true'],
    ['refuses it', open('454 TLS not available', '250-STARTTLS\r\n'), '?requireTLS=true'],
    ['refuses what it offered', open('454 TLS not available', '250-STARTTLS\r\n'), ''],
    [
      'says yes and goes on in clear',
      open('220 go', '250-STARTTLS\r\n'),
      '?requireTLS=true&socketTimeout=500',
    ],
  ])('gives a server that %s neither our login nor the mail', async (_what, answer, query) => {
    const heard: string[] = [];
    const transport = await scripted((line) => answer(line, heard), LOGIN, query);
    const outcome = await transport.send(mail);
    expect(outcome).toMatchObject({
      accepted: false,
      failure: 'transient',
      reason: expect.any(String) as string,
    });
    expect(JSON.stringify(outcome)).not.toContain('wr0ng-pass');
    expect(heard.filter((line) => /^(AUTH|MAIL|RCPT|DATA)/.test(line))).toEqual([]);
  });

  it('is not begun in clear by smtps', async () => {
    const heard: string[] = [];
    const answer = (line: string): string | null => (heard.push(line), null);
    const transport = await scripted(answer, LOGIN.replace('smtp', 'smtps'), '?greetingTimeout=500');
    await expect(transport.send(mail)).resolves.toMatchObject({ failure: 'transient' });
    expect(heard.join('')).not.toMatch(/EHLO|AUTH|MAIL/);
  });
});

describe('A server that is slower than we wait', () => {
  it.each([
    ['its greeting', 'EHLO', 'transient'],
    ['DATA', 'DATA', 'transient'],
    ['the whole message', '.', 'unknown'],
  ])('at %s', async (_what, silent, failure) => {
    const answer = dialogue('250 queued');
    const quiet = (line: string): string =>
      (silent === '.' ? line.endsWith('\r\n.\r\n') : line.startsWith(silent)) ? '' : (answer(line) ?? '');
    const transport = await scripted(quiet, 'smtp://', '?socketTimeout=300');
    await expect(transport.send(mail)).resolves.toMatchObject({ accepted: false, failure });
  });
});
