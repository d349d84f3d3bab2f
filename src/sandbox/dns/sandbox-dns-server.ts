import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';

import { AUTHORITATIVE_ANSWER, decode, encode, type Packet, RECURSION_AVAILABLE } from 'dns-packet';

import { behaviourOf, recordsOf, type ZoneBehaviour } from './sandbox-zones.js';

const RCODES: Partial<Record<ZoneBehaviour, number>> = { servfail: 2, nxdomain: 3, refused: 5 };
const FORMAT_ERROR = 1;

/** A name server over UDP on this machine, answering from {@link behaviourOf}. */
export class SandboxDnsServer {
  private socket: Socket | undefined;

  /** Listens on 127.0.0.1 at any free port; returns `address:port` for a resolver. */
  async start(): Promise<string> {
    const socket = createSocket('udp4');
    this.socket = socket;
    socket.on('message', (message, from) => this.answer(socket, message, from));
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return `127.0.0.1:${socket.address().port}`;
  }

  async stop(): Promise<void> {
    const socket = this.socket;
    this.socket = undefined;
    if (!socket) return;
    socket.close();
    await once(socket, 'close');
  }

  private answer(socket: Socket, message: Buffer, from: RemoteInfo): void {
    const reply = replyTo(message);
    if (reply) socket.send(encode(reply), from.port, from.address);
  }
}

/** Null: stay silent. */
function replyTo(message: Buffer): Packet | null {
  const asked = questionIn(message);
  if (asked === 'unreadable') return message.length < 12 ? null : refusal(message.readUInt16BE(0));
  const { id = 0, questions = [] } = asked;
  const [question] = questions;
  if (!question) return refusal(id);
  const behaviour = behaviourOf(question.name);
  if (behaviour === 'silent') return null;
  const rcode = RCODES[behaviour] ?? 0;
  const answers = rcode === 0 ? recordsOf(behaviour, question.name, question.type) : [];
  return {
    type: 'response',
    id,
    flags: AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | rcode,
    questions,
    answers,
  };
}

function refusal(id: number): Packet {
  return { type: 'response', id, flags: FORMAT_ERROR };
}

function questionIn(message: Buffer): Packet | 'unreadable' {
  try {
    return decode(message);
  } catch {
    return 'unreadable';
  }
}
