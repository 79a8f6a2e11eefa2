import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { createOutsideFetch, isOutside } from './outside-fetch.ts';

it.each([
  ['93.184.215.14', true],
  ['2606:2800:21f:cb07::1', true],
  ['10.0.0.1', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['0.0.0.0', false],
  ['fd00::1', false],
  ['::ffff:10.0.0.1', false],
  ['64:ff9b::a00:1', false],
  ['grocer.example', false],
])('%s is outside: %s', (address, isIt) => {
  expect(isOutside(address, false)).toBe(isIt);
  expect(isOutside(address, true)).toBe(isIt);
});

it('reaches this machine only where that is allowed, by name as by number, and follows nobody', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(302, { location: 'http://10.0.0.1/' }).end('here');
  }).listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  const literal = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const [onLaptop, onWeb] = [true, false].map((allowsLoopback) => createOutsideFetch({ allowsLoopback }));
  for (const host of ['localhost', literal]) {
    const url = `http://${host}:${address.port}/`;
    const answer = await onLaptop?.(url);
    expect([answer?.status, await answer?.text()]).toEqual([302, 'here']);
    await expect(onWeb?.(url)).rejects.toThrow();
  }
  server.close();
  server.closeAllConnections();
});
