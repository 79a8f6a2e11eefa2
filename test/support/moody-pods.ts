import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { openPod } from '@parley/pod-client';
import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import { createInMemoryPods } from '@parley/pod-client/testing';
import { createCssAccount } from '../../scripts/support/css-account.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { createOwnerApp } from '../../scripts/support/owner-app.ts';
import { plant } from './canaries/plant.ts';
import { nameStorage } from './pod-servers.ts';
import { servePods } from './serve-pods.ts';
import { connectOwner, type TestOwner } from './test-owner.ts';

/**
 * How the server treats everybody: as it should; connections are cut; changes are made, and their answers lost; nobody is ever answered; nothing
 * is there; nothing is allowed.
 */
export type Mood = 'well' | 'down' | 'loses answers' | 'hangs' | 'has nothing' | 'forbids';

/** A pod server that a test can make misbehave. Its owners have their WebID at the Community Solid Server. */
export interface MoodyPods {
  readonly origin: string;
  mood: Mood;
  /** Answers of its own, by the end of a path. */
  readonly answers: Map<string, (response: ServerResponse) => void>;
  /** What was asked for, as `GET /path`. */
  readonly visits: string[];
  /** Sends this text to everybody who has opened a channel for notifications; says to how many. */
  notify(message: string): number;
  createOwner(gateway: string): Promise<Pick<TestOwner, 'app' | 'container' | 'pod' | 'fetch' | 'close'>>;
  stop(): void;
}

const OF_RFC_6455 = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** The change is made all the same. */
function loseAnswer(request: IncomingMessage, response: ServerResponse): false {
  response.writeHead = () => response;
  response.end = () => {
    request.socket.destroy();
    return response;
  };
  return false;
}

export async function startMoodyPods(cssUrl: string): Promise<MoodyPods> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const pods = createInMemoryPods({ origin });
  const channels = new Set<Socket>();
  const answers: MoodyPods['answers'] = new Map();
  const visits: string[] = [];
  const instead = (request: IncomingMessage, response: ServerResponse): boolean => {
    visits.push(`${request.method} ${request.url}`);
    const own = [...answers].find(([end]) => request.url?.endsWith(end))?.[1];
    if (moody.mood === 'down') request.socket.destroy();
    else if (moody.mood === 'loses answers' && request.method === 'PATCH')
      return loseAnswer(request, response);
    else if (moody.mood === 'has nothing') response.writeHead(404).end();
    else if (moody.mood === 'forbids') response.writeHead(403).end();
    else if (moody.mood === 'well' && own !== undefined && request.method === 'GET') own(response);
    else return moody.mood === 'hangs';
    return true;
  };
  const { server, stop } = await servePods(pods, port, instead);
  server.on('upgrade', (request, socket: Socket) => {
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${OF_RFC_6455}`);
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept.digest('base64')}\r\n\r\n`,
    );
    channels.add(socket);
    socket.on('error', () => undefined).on('close', () => channels.delete(socket));
  });
  const moody: MoodyPods = {
    origin,
    mood: 'well',
    answers,
    visits,
    notify(message) {
      for (const channel of channels) channel.write(textFrame(message));
      return channels.size;
    },
    async createOwner(gateway) {
      const account = await createCssAccount(cssUrl);
      const session = await logInWithClientCredentials({ oidcIssuer: cssUrl, ...account.clientCredentials });
      const { webId, fetch } = session;
      const { storage } = pods.createPod(crypto.randomUUID(), webId);
      const container = `${storage}parley/`;
      plant('WebID or pod', webId, storage);
      const app = createOwnerApp({ gateway, fetch });
      await nameStorage(session, storage);
      await connectOwner({ app, container, webId, fetch, storage });
      const pod = openPod({ container, fetch, webId });
      return { app, container, pod, fetch, close: () => session.close() };
    },
    stop() {
      for (const channel of channels) channel.destroy();
      stop();
    },
  };
  return moody;
}

/** @see https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const length = Buffer.alloc(10);
  length[0] = 0x81;
  length[1] = 127;
  length.writeBigUInt64BE(BigInt(payload.length), 2);
  return payload.length > 65_535
    ? Buffer.concat([length, payload])
    : Buffer.concat([
        payload.length < 126
          ? Buffer.from([0x81, payload.length])
          : Buffer.from([0x81, 126, payload.length >> 8, payload.length & 0xff]),
        payload,
      ]);
}
