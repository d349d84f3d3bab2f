import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface FrontDoor {
  /** `http://127.0.0.1:<port>`, for PUBLIC_URL. */
  readonly address: string;
  /** Where what comes in goes on to: the application's own address. */
  leadTo(url: string): void;
  close(): void;
}

/** An address known before the application has its port, since links in mails carry it. */
export async function frontDoor(): Promise<FrontDoor> {
  let target = 0;
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    const onward = connect(target, '127.0.0.1');
    socket.on('error', () => onward.destroy()).pipe(onward);
    onward.on('error', () => socket.destroy()).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    leadTo: (url) => (target = Number(new URL(url).port)),
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
