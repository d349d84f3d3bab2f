import { createSocket } from 'node:dgram';
import { once } from 'node:events';

import { NodeDnsResolver } from '../../platform/dns/node-dns-resolver.js';
import { SandboxDnsServer } from './sandbox-dns-server.js';

const server = new SandboxDnsServer();
let address: string;
let dns: NodeDnsResolver;

beforeAll(async () => {
  address = await server.start();
  dns = new NodeDnsResolver({ servers: [address], timeoutMs: 500, tries: 1 });
});
afterAll(() => server.stop());

describe('the resolver against the sandbox name server', () => {
  it('finds the exchangers of any name, most preferred first', async () => {
    expect(await dns.mx('healthy-clinics.example')).toEqual({
      kind: 'records',
      records: [
        { exchange: 'mx1.healthy-clinics.example', priority: 10 },
        { exchange: 'mx2.healthy-clinics.example', priority: 20 },
      ],
    });
    expect(await dns.addresses('healthy-clinics.example')).toEqual({
      kind: 'records',
      addresses: ['192.0.2.25', '2001:db8::25'],
    });
  });

  it.each([
    ['no-mx.example', 'no_records', 'records'],
    ['mail.no-mx.example', 'no_records', 'records'],
    ['no-mx-no-website.example', 'no_records', 'no_records'],
    ['no-website.example', 'records', 'no_records'],
    ['null-mx.example', 'null_mx', 'records'],
    ['nxdomain.example', 'nxdomain', 'nxdomain'],
    ['servfail.example', 'servfail', 'servfail'],
    ['refused.example', 'refused', 'refused'],
    ['silent.example', 'timeout', 'timeout'],
  ])('%s: MX %s, addresses %s', async (name, mx, addresses) => {
    const answers = await Promise.all([dns.mx(name), dns.addresses(name)]);
    expect(answers.map(({ kind }) => kind)).toEqual([mx, addresses]);
  });

  it('treats a name that cannot exist as such', async () => {
    expect(await dns.mx(`${'x'.repeat(64)}.example`)).toEqual({ kind: 'nxdomain' });
  });

  it('counts a server that is not there as no answer', async () => {
    const lost = new SandboxDnsServer();
    const servers = [await lost.start()];
    await lost.stop();
    const resolver = new NodeDnsResolver({ servers, timeoutMs: 500, tries: 1 });
    expect(await resolver.mx('healthy-clinics.example')).toEqual({ kind: 'timeout' });
  });

  it('says format error to a broken question and survives it', async () => {
    const socket = createSocket('udp4');
    const [host = '', port = ''] = address.split(':');
    const broken = Buffer.alloc(14, 0xff);
    socket.send(broken, Number(port), host);
    const [reply] = (await once(socket, 'message')) as [Buffer];
    socket.close();
    expect(reply.readUInt16BE(0)).toBe(0xffff);
    expect(reply.readUInt8(3) & 0x0f).toBe(1);
    expect((await dns.mx('healthy-clinics.example')).kind).toBe('records');
  });
});
