import { describe, expect, it } from 'vitest';
import { normaliseContainer, resolveInContainer } from './address.ts';

const container = 'https://pod.example/ann/parley/';
const refused = { code: 'address_refused', message: expect.not.stringContaining('pod.example') };

describe('addresses in a container', () => {
  it.each([
    ['issues/index.ttl', `${container}issues/index.ttl`],
    ['', container],
    [`${container}consents/`, `${container}consents/`],
    ['a%20name.ttl', `${container}a%20name.ttl`],
  ])('resolves %j', (reference, address) => {
    expect(resolveInContainer(container, reference)).toBe(address);
  });

  it.each([
    '../card',
    'issues/../../card',
    './x',
    '/card',
    '//evil.example/x',
    'https://evil.example/ann/parley/x',
    'https://pod.example/ann/parley',
    'https://pod.example/ann/parley2/x',
    'https://pod.example.evil.example/ann/parley/x',
    'https://pod.example:444/ann/parley/x',
    'https://user@pod.example/ann/parley/x',
    'http://pod.example/ann/parley/x',
    'file:///etc/passwd',
    'x?query',
    'x#fragment',
    'x%2f..%2f..%2fcard',
    '%2e%2e/card',
    'x%5c',
    'x\\y',
    'x%252e',
    'x%00',
    'a//b',
    'a b',
    'x\ny',
    'issues/ü.ttl',
  ])('refuses %j, which points elsewhere or can be read in two ways', (reference) => {
    expect(() => resolveInContainer(container, reference)).toThrow(expect.objectContaining(refused));
  });

  it.each([
    'https://pod.example/ann/parley',
    'https://pod.example/ann/../parley/',
    'https://POD.example/parley/',
    'https://pod.example:443/parley/',
    'https://user@pod.example/parley/',
    'https://:pw@pod.example/parley/',
    'https://pod.example/parley/?x',
    'https://pod.example/parley/#x',
    'ftp://pod.example/parley/',
    'javascript:alert(1)/',
    'parley/',
    '',
  ])('refuses %j as a container', (address) => {
    expect(() => normaliseContainer(address)).toThrow(expect.objectContaining(refused));
  });
});
