import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** `hanging`: what is sent waits, and nobody is told. */
export type LineState = 'open' | 'slow' | 'hanging' | 'cut';

/** A line between two programs that can be disturbed: every byte between the gateways and the pod server goes over it. */
export interface FaultyLine {
  set(state: LineState): void;
  /** Whether what a server says by itself, over a web socket, is lost on the way. */
  loseNotifications(lost: boolean): void;
  stop(): void;
}

const SLOW_MS = 250;
const LOOK_MS = 20;
const WEB_SOCKET = /^upgrade:\s*websocket\s*$/im;

export async function startFaultyLine(options: { port: number; to: number }): Promise<FaultyLine> {
  let state: LineState = 'open';
  let isDeaf = false;
  const sockets = new Set<Socket>();

  const carry = (from: Socket, to: Socket, isLost: () => boolean): void => {
    from.on('data', async (chunk) => {
      from.pause();
      if (state === 'slow') await sleep(SLOW_MS);
      while (state === 'hanging') await sleep(LOOK_MS);
      if (!isLost() && !to.destroyed) to.write(chunk);
      from.resume();
    });
    from.on('end', () => to.end());
    from.on('close', () => to.destroy());
    from.on('error', () => to.destroy());
  };
  const line = createServer((near) => {
    if (state === 'cut') return void near.destroy();
    const far = connect(options.to, 'localhost');
    let isWebSocket = false;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    near.once('data', (first) => {
      isWebSocket = WEB_SOCKET.test(first.toString('latin1'));
    });
    carry(near, far, () => false);
    carry(far, near, () => isDeaf && isWebSocket);
  });
  await new Promise<void>((resolve) => line.listen(options.port, 'localhost', resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    set(to) {
      state = to;
      if (to === 'cut') cut();
    },
    loseNotifications(lost) {
      isDeaf = lost;
    },
    stop() {
      state = 'cut';
      line.close();
      cut();
    },
  };
}
