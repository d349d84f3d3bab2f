import { request, type ClientRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as bodyText } from 'node:stream/consumers';
import express from 'express';

import { bodyPatience } from './body-patience.js';

describe('The patience with a body', () => {
  let server: Server;
  beforeAll(async () => {
    const app = express();
    app.use(bodyPatience(/^\/long$/, 60));
    app.use(express.text({ type: '*/*' }), (incoming, response) => void response.send(incoming.body));
    server = app.listen(0, '127.0.0.1');
    await new Promise((ready) => server.once('listening', ready));
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  /** Sends the half of a body; `rest` sends the other. */
  const half = (path: string): { sent: ClientRequest; answer: Promise<IncomingMessage> } => {
    const { port } = server.address() as AddressInfo;
    const sent = request({
      port,
      path,
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'content-length': 4 },
    });
    const answer = new Promise<IncomingMessage>((answered, failed) =>
      sent.once('response', answered).once('error', failed),
    );
    sent.write('ab');
    return { sent, answer };
  };
  const text = (answer: IncomingMessage): Promise<string> => bodyText(answer);

  it('ends with 408 for most routes, and not for those that take long', async () => {
    const long = half('/long');
    const usual = await half('/usual').answer;
    expect([usual.statusCode, usual.headers['connection']]).toEqual([408, 'close']);
    long.sent.end('cd');
    const answered = await long.answer;
    expect([answered.statusCode, await text(answered)]).toEqual([200, 'abcd']);
  });

  it('says nothing of a body that came in time', async () => {
    const { sent, answer } = half('/usual');
    sent.end('cd');
    expect(await text(await answer)).toBe('abcd');
  });
});
