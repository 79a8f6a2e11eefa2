// The floor: a bare node:http server that verifies one DPoP proof with jose and answers always the same bytes.
// It looks at no token, no consent and no pod, and writes nothing down.

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, importJWK, type JWK, jwtVerify } from 'jose';

/** Imported once, as anybody would. */
const keys = new Map<string, Promise<CryptoKey | Uint8Array>>();

process.once('message', ({ body, type }: { body: string; type: string }) => {
  const bytes = Buffer.from(body);
  const server = createServer((request, response) => {
    verify(request).then(
      () => {
        response.setHeader('content-type', type);
        response.setHeader('content-length', bytes.length);
        response.end(bytes);
      },
      () => response.writeHead(401).end(),
    );
  });
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
});

async function verify({ headers, method }: IncomingMessage): Promise<void> {
  const { payload } = await jwtVerify(String(headers['dpop']), keyOf, {
    typ: 'dpop+jwt',
    algorithms: ['ES256'],
  });
  if (payload['htm'] !== method) throw new Error('another method');
}

function keyOf({ jwk }: { jwk?: JWK }): Promise<CryptoKey | Uint8Array> {
  const id = `${jwk?.x}.${jwk?.y}`;
  const key = keys.get(id) ?? importJWK(jwk ?? {}, 'ES256');
  keys.set(id, key);
  return key;
}
