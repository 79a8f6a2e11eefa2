import { expect, it } from 'vitest';
import { createPeerAddress, isProxyNetwork } from './peer-address.ts';

const peer = (trusted: string[], remoteAddress: string | undefined, forwarded?: string | string[]) =>
  createPeerAddress(trusted)({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  } as never);

const PROXIES = ['127.0.0.1', '10.0.0.0/8', '2001:db8:1::/48'];
// biome-ignore format: a table
it.each<[what: string, trusted: string[], remote: string | undefined, forwarded: string | undefined, counted: string]>([
  ['nobody is trusted: the header is not read', [], '198.51.100.7', '203.0.113.9', '198.51.100.7'],
  ['the peer is no proxy: the header is not read', PROXIES, '198.51.100.7', '203.0.113.9', '198.51.100.7'],
  ['no header', PROXIES, '127.0.0.1', undefined, '127.0.0.1'],
  ['one proxy', PROXIES, '127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['a proxy in IPv6 clothes', PROXIES, '::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['a proxy by IPv6', PROXIES, '2001:db8:1::5', '203.0.113.9', '203.0.113.9'],
  ['two proxies', PROXIES, '127.0.0.1', '203.0.113.9, 10.1.2.3', '203.0.113.9'],
  ['what the caller wrote itself stands before', PROXIES, '127.0.0.1', '192.0.2.66, 203.0.113.9', '203.0.113.9'],
  ['a caller that names a proxy', PROXIES, '127.0.0.1', '10.9.9.9, 203.0.113.9', '203.0.113.9'],
  ['junk from a proxy counts as that proxy', PROXIES, '127.0.0.1', 'unknown', '127.0.0.1'],
  ['junk further away counts as the last that is known', PROXIES, '127.0.0.1', 'x, 10.1.2.3', '10.1.2.3'],
  ['an address with a port is no address', PROXIES, '127.0.0.1', '203.0.113.9:4711', '127.0.0.1'],
  ['only proxies, all the way', PROXIES, '127.0.0.1', '10.0.0.2, 10.0.0.1', '10.0.0.2'],
  ['IPv6 callers by network', [], '2001:db8:7:8:9:a:b:c', undefined, '2001:db8:7:8::/64'],
  ['a connection that has gone', PROXIES, undefined, '203.0.113.9', 'unknown'],
])('%s', (_what, trusted, remote, forwarded, counted) => {
  expect(peer(trusted, remote, forwarded)).toBe(counted);
});

it('takes the header as often as it came as one', () => {
  expect(peer(PROXIES, '127.0.0.1', ['203.0.113.9', '10.0.0.1'])).toBe('203.0.113.9');
});

it('looks at a limited number of hops', () => {
  const hops = Array.from({ length: 5_000 }, () => '10.0.0.1').join(', ');
  expect(peer(PROXIES, '127.0.0.1', `203.0.113.9, ${hops}`)).toBe('10.0.0.1');
});

it.each(['10.0.0.1', '10.0.0.0/8', '::1', '2001:db8::/32'])('%s may be a proxy', (text) => {
  expect(isProxyNetwork(text)).toBe(true);
});
it.each(['0.0.0.0/0', '::/0', 'loopback', 'proxy.example', '10.0.0.0/33', '*', ''])('%s may not', (text) => {
  expect(isProxyNetwork(text)).toBe(false);
});
