import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSafeFetch } from '../safe-fetch.ts';
import { createSafeWebSocket } from '../safe-web-socket.ts';

/** Every address that any socket of this process has begun to dial: what the system is asked for, before anything is sent. */
const dialled: string[] = [];
const lookedUp: string[] = [];
const emit = Socket.prototype.emit;
vi.spyOn(Socket.prototype, 'emit').mockImplementation(function (
  this: Socket,
  event: string,
  ...rest: unknown[]
) {
  if (event === 'connectionAttempt') dialled.push(String(rest[0]));
  return emit.call(this, event as never, ...(rest as never[]));
} as typeof emit);

let upgrades = 0;
const server = createServer((_request, response) => response.end('here'));
server.on('upgrade', (_request, socket) => {
  upgrades += 1;
  socket.end('HTTP/1.1 302 Found\r\nLocation: ws://10.0.0.1/\r\nContent-Length: 0\r\n\r\n');
});
let port = 0;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  vi.restoreAllMocks();
});
beforeEach(() => {
  dialled.length = 0;
  lookedUp.length = 0;
});

/** A resolver that gives each of these answers once, in order, and the last one for ever. */
function answering(...answers: (readonly string[])[]) {
  const left = [...answers];
  return ((host: string, _options: object, callback: (error: null, found: LookupAddress[]) => void) => {
    lookedUp.push(host);
    const addresses = (left.length > 1 ? left.shift() : left[0]) ?? [];
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as never;
}

const limits = { maxBytes: 2_000, timeoutMs: 10_000, localOrigins: [] };

// biome-ignore format: a table
const refusedUnseen: readonly (readonly [address: string, why: string])[] = [
  ['http://vendor.example/', 'no TLS'],
  ['ftp://vendor.example/', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['data:text/plain,x', 'scheme'],
  ['blob:https://vendor.example/x', 'scheme'],
  ['javascript:fetch(1)', 'scheme'],
  ['gopher://vendor.example/_x', 'scheme'],
  ['ws://vendor.example/', 'no TLS'],
  ['//vendor.example/', 'no scheme'],
  ['vendor.example', 'no scheme'],
  ['', 'nothing'],
  ['https://', 'no host'],
  ['https:///path', 'a host "path", without a dot'],
  ['https://vendor.example:22/', 'port'],
  ['https://vendor.example:80/', 'port'],
  ['https://vendor.example:444/', 'port'],
  ['https://vendor.example:8443/', 'port'],
  ['https://vendor.example:65536/', 'no port'],
  ['https://ann@vendor.example/', 'user'],
  ['https://ann:word@vendor.example/', 'user and password'],
  ['https://:word@vendor.example/', 'password'],
  ['https://vendor.example@10.0.0.1/', 'user that looks like a host'],
  ['https://10.0.0.1#@vendor.example/', 'private, with a host in the fragment'],
  ['https://10.0.0.1\\@vendor.example/', 'private, with a backslash'],
  ['https://127.0.0.1/', 'loopback'],
  ['https://127.255.255.254/', 'loopback'],
  ['https://127.1/', 'loopback, short'],
  ['https://2130706433/', 'loopback, decimal'],
  ['https://0x7f000001/', 'loopback, hexadecimal'],
  ['https://0x7f.1/', 'loopback, mixed'],
  ['https://017700000001/', 'loopback, octal'],
  ['https://0177.0.0.1/', 'loopback, octal'],
  ['https://127.0.0.1./', 'loopback, with a dot at its end'],
  ['https://%31%32%37.0.0.1/', 'loopback, percent-encoded'],
  ['https://①②⑦.⓪.⓪.①/', 'loopback, in circles'],
  ['https://127。0。0。1/', 'loopback, with ideographic dots'],
  ['https://0.0.0.0/', 'this network'],
  ['https://0/', 'this network, short'],
  ['https://10.0.0.1/', 'private'],
  ['https://167772161/', 'private, decimal'],
  ['https://172.16.0.1/', 'private'],
  ['https://172.31.255.255/', 'private'],
  ['https://192.168.1.1/', 'private'],
  ['https://169.254.1.1/', 'link-local'],
  ['https://169.254.169.254/latest/meta-data/', "a cloud's metadata"],
  ['https://0xa9fea9fe/', "a cloud's metadata, hexadecimal"],
  ['https://100.64.0.1/', 'carrier-grade NAT'],
  ['https://100.100.100.200/', "another cloud's metadata"],
  ['https://192.0.0.192/', "another cloud's metadata"],
  ['https://168.63.129.16/', "another cloud's host, in a public range"],
  ['https://192.0.2.1/', 'documentation'],
  ['https://198.18.0.1/', 'benchmarking'],
  ['https://198.51.100.1/', 'documentation'],
  ['https://203.0.113.1/', 'documentation'],
  ['https://192.88.99.1/', '6to4 relay'],
  ['https://224.0.0.1/', 'multicast'],
  ['https://240.0.0.1/', 'reserved'],
  ['https://255.255.255.255/', 'broadcast'],
  ['https://[::1]/', 'loopback'],
  ['https://[::]/', 'unspecified'],
  ['https://[0:0:0:0:0:0:0:1]/', 'loopback, long'],
  ['https://[::127.0.0.1]/', 'compatible'],
  ['https://[::ffff:127.0.0.1]/', 'mapped'],
  ['https://[::ffff:7f00:1]/', 'mapped, hexadecimal'],
  ['https://[::ffff:a9fe:a9fe]/', "mapped, a cloud's metadata"],
  ['https://[::ffff:0:7f00:1]/', 'translated (RFC 2765)'],
  ['https://[64:ff9b::7f00:1]/', 'NAT64'],
  ['https://[64:ff9b::a00:1]/', 'NAT64 of a private one'],
  ['https://[64:ff9b:1::7f00:1]/', 'NAT64, local'],
  ['https://[2002:7f00:1::]/', '6to4'],
  ['https://[2002:a00:1::1]/', '6to4 of a private one'],
  ['https://[2001::1]/', 'Teredo'],
  ['https://[2001:20::1]/', 'ORCHID'],
  ['https://[2001:db8::1]/', 'documentation'],
  ['https://[3fff::1]/', 'documentation'],
  ['https://[5f00::1]/', 'segment routing'],
  ['https://[100::1]/', 'discard'],
  ['https://[fe80::1]/', 'link-local'],
  ['https://[fe80::1%25eth0]/', 'link-local, with a zone'],
  ['https://[fc00::1]/', 'unique local'],
  ['https://[fd00:ec2::254]/', "a cloud's metadata"],
  ['https://[fec0::1]/', 'site-local'],
  ['https://[ff02::1]/', 'multicast'],
  ['https://[4000::1]/', 'not given to anybody'],
  ['https://localhost/', 'this machine'],
  ['https://LOCALHOST/', 'this machine'],
  ['https://localhost./', 'this machine, with a dot at its end'],
  ['https://pod.localhost/', 'this machine'],
  ['https://localhost.localdomain/', 'this machine'],
  ['https://printer.local/', 'a host nearby'],
  ['https://metadata.google.internal/', "a cloud's metadata"],
  ['https://instance-data/', "a cloud's metadata"],
  ['https://router.home.arpa/', 'a host nearby'],
  ['https://nas.lan/', 'a host nearby'],
  ['https://wiki.corp/', 'a host nearby'],
  ['https://wiki.intranet/', 'a host nearby'],
  ['https://intranet/', 'a name without a dot'],
  ['https://xyz.onion/', 'another network'],
  ['https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/', 'this machine, in circles'],
  ['https://ｌｏｃａｌｈｏｓｔ/', 'this machine, full width'],
  ['https://vendor.example./', 'another spelling of a name'],
  ['https://vendor.example\t.internal/', 'a tab that addresses lose'],
  [`https://vendor.example/${'x'.repeat(2_000)}`, 'long'],
];

describe('A37c refuses without looking up a name or dialling an address', () => {
  it.each(refusedUnseen)('%s (%s)', async (address) => {
    const safeFetch = createSafeFetch({ ...limits, resolve: answering(['93.184.215.14']) });
    await expect(safeFetch(address)).rejects.toMatchObject({ code: 'address_refused' });
    const webSocket = createSafeWebSocket({ ...limits, resolve: answering(['93.184.215.14']) });
    expect(() => webSocket(address.replace(/^http/, 'ws'))).toThrow('address_refused');
    expect({ dialled, lookedUp }).toEqual({ dialled: [], lookedUp: [] });
  });
});

describe('A37c refuses a name without dialling where it resolves to', () => {
  it.each([
    [['127.0.0.1']],
    [['::1']],
    [['::ffff:10.0.0.1']],
    [['10.1.2.3']],
    [['169.254.169.254']],
    [['168.63.129.16']],
    [['64:ff9b::7f00:1']],
    [['fe80::1']],
    [['93.184.215.14', '127.0.0.1']],
    [['127.0.0.1', '93.184.215.14']],
    [[]],
  ])('%j', async (addresses) => {
    const resolve = answering(addresses);
    await expect(createSafeFetch({ ...limits, resolve })('https://vendor.example/')).rejects.toMatchObject({
      code: 'address_refused',
    });
    const socket = createSafeWebSocket({ ...limits, resolve })('wss://vendor.example/');
    await new Promise((closed) => socket.addEventListener('error', closed, { once: true }));
    expect({ dialled, lookedUp }).toEqual({ dialled: [], lookedUp: ['vendor.example', 'vendor.example'] });
  });
});

describe('A37c a name that changes its address', () => {
  // Not routed anywhere in a test: that it was dialled is all that is looked at.
  const somewhere = '2a00:1450:4001:ffff::1';

  it('is dialled at the address that was checked, and not at all once it is private', async () => {
    const resolve = answering([somewhere], ['127.0.0.1']);
    const safeFetch = createSafeFetch({ ...limits, timeoutMs: 500, resolve });
    const first = await safeFetch('https://vendor.example/').catch((error: { code: string }) => error);
    expect(first).not.toMatchObject({ code: 'address_refused' });
    expect({ dialled, lookedUp }).toEqual({ dialled: [somewhere], lookedUp: ['vendor.example'] });
    await expect(safeFetch('https://vendor.example/')).rejects.toMatchObject({ code: 'address_refused' });
    expect({ dialled, lookedUp }).toEqual({
      dialled: [somewhere],
      lookedUp: ['vendor.example', 'vendor.example'],
    });
  });

  it('gains nothing on a laptop either, where a listed name may lead to this machine only', async () => {
    const localOrigins = [`http://pod.localhost:${port}`];
    const resolve = answering(['127.0.0.1'], ['10.0.0.1']);
    const safeFetch = createSafeFetch({ ...limits, localOrigins, resolve });
    expect((await safeFetch(`${localOrigins[0]}/`, { headers: { connection: 'close' } })).status).toBe(200);
    await expect(safeFetch(`${localOrigins[0]}/`)).rejects.toMatchObject({ code: 'address_refused' });
    expect(dialled).toEqual(['127.0.0.1']);
  });
});

it('follows no redirect of a web socket', async () => {
  const localOrigins = [`http://127.0.0.1:${port}`];
  const socket = createSafeWebSocket({ ...limits, localOrigins })(`ws://127.0.0.1:${port}/`);
  await new Promise((closed) => socket.addEventListener('error', closed, { once: true }));
  expect({ upgrades, dialled }).toEqual({ upgrades: 1, dialled: ['127.0.0.1'] });
});
