import { expect, it } from 'vitest';
import { testEntry } from '../testing/test-vendor.ts';
import type { BackchannelRequest } from './backchannel-request.ts';
import { receiveBackchannelRequest } from './receive-backchannel-request.ts';

const asked = {
  authReqId: 'auth-req-id',
  loginHint: 'subject',
  bindingMessage: 'Order 4711',
  details: [testEntry()],
  requestJws: 'a.b.c',
};

async function receive(vendor: {
  clientId: string;
  clientUri?: string;
}): Promise<BackchannelRequest | undefined> {
  const received: BackchannelRequest[] = [];
  await receiveBackchannelRequest(
    { ...asked, vendor },
    {
      store: { receive: async (request) => void received.push(request) },
      hintKey: Buffer.alloc(32, 7),
      gateway: 'https://gw.example',
    },
  );
  return received[0];
}

it('is kept under an id of its own, with what the vendor said', async () => {
  const { loginHint: _hint, ...said } = asked;
  expect(await receive({ clientId: 'https://acme.example/client' })).toMatchObject({
    ...said,
    requestId: expect.stringMatching(/^request_[\w-]{22}$/),
    vendorId: 'https://acme.example/client',
    subject: 'subject',
  });
});

it.each<[{ clientId: string; clientUri?: string }, string | undefined]>([
  [{ clientId: 'https://acme.example/client', clientUri: 'https://globex.example/' }, 'acme.example'],
  [{ clientId: 'acme', clientUri: 'https://shop.acme.example:8443/' }, 'shop.acme.example:8443'],
  [{ clientId: 'acme' }, undefined],
])('of %j comes from the host %s', async (vendor, host) => {
  expect((await receive(vendor))?.vendorHost).toBe(host);
});
