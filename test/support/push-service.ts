import { createDecipheriv, createECDH, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { createLocalJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { freePort } from '../../scripts/support/free-port.ts';

/** A push service with the browsers that it tells: what they get is decrypted as they would. */
export interface PushService {
  readonly origin: string;
  /** A browser's subscription, as `PushSubscription.toJSON()` gives it. */
  subscribe(): TestSubscription;
  /** The bytes of every message, as they came. */
  readonly raw: Buffer[];
  stop(): void;
}

export interface TestSubscription {
  readonly json: { endpoint: string; expirationTime: null; keys: { p256dh: string; auth: string } };
  readonly received: PushMessage[];
  /** What the service answers for it. Default: 201. */
  status: number;
}

interface PushMessage {
  readonly text: string;
  readonly headers: IncomingMessage['headers'];
  /** What proves who sent it (VAPID), verified with the key that it names. */
  readonly sender: JWTPayload;
  readonly senderKey: string;
}

export async function startPushService(): Promise<PushService> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const raw: Buffer[] = [];
  const browsers = new Map<string, { open: (body: Buffer) => string; subscription: TestSubscription }>();
  const server = createServer(async (request, response) => {
    const browser = browsers.get(request.url ?? '');
    const body = await bytesOf(request);
    raw.push(body);
    response.statusCode = browser?.subscription.status ?? 404;
    if (browser !== undefined && response.statusCode < 300) {
      const { headers } = request;
      const sent = await verifySender(headers.authorization ?? '', origin);
      browser.subscription.received.push({ text: browser.open(body), headers, ...sent });
    }
    response.end();
  }).listen(port, 'localhost');
  return {
    origin,
    raw,
    subscribe() {
      const path = `/push/${randomUUID()}`;
      const { keys, open } = createBrowserKeys();
      const json = { endpoint: origin + path, expirationTime: null, keys };
      const subscription: TestSubscription = { json, received: [], status: 201 };
      browsers.set(path, { open, subscription });
      return subscription;
    },
    stop: () => void server.close(),
  };
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** RFC 8292: the token is by the key beside it, and for this push service. */
async function verifySender(authorization: string, audience: string) {
  const [, token = '', senderKey = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? [];
  const point = Buffer.from(senderKey, 'base64url');
  const coordinate = (from: number) => point.subarray(from, from + 32).toString('base64url');
  const key = { kty: 'EC', crv: 'P-256', x: coordinate(1), y: coordinate(33) };
  const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: [key] }), { audience });
  return { sender: payload, senderKey };
}

/** A browser's keys, and how it opens a message. @see https://www.rfc-editor.org/rfc/rfc8291#section-3.4 */
function createBrowserKeys() {
  const curve = createECDH('prime256v1');
  const publicKey = curve.generateKeys();
  const auth = randomBytes(16);
  const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, info, length));
  return {
    keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
    open(body: Buffer): string {
      const salt = body.subarray(0, 16);
      const sender = body.subarray(21, 21 + body.readUInt8(20));
      const sealed = body.subarray(21 + sender.length);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, sender]);
      const secret = derive(curve.computeSecret(sender), auth, info, 32);
      const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
      const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
      const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
      const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      return padded.subarray(0, padded.lastIndexOf(2)).toString();
    },
  };
}
