import { expect, it } from 'vitest';
import { linkTarget } from './link-header.ts';

const base = 'https://pod.example/ann/';

it.each([
  ['<.acl>; rel="acl"', 'acl', 'https://pod.example/ann/.acl'],
  ['<a>; rel="type", <b>; rel=acl', 'acl', 'https://pod.example/ann/b'],
  ['<a,b>; title="x, y"; rel="one acl"', 'acl', 'https://pod.example/ann/a,b'],
  ['<a>;rel="acl";anchor="#x"', 'acl', 'https://pod.example/ann/a'],
  ['<a>; rel="aclx"', 'acl', undefined],
  ['<a>', 'acl', undefined],
  ['', 'acl', undefined],
  [null, 'acl', undefined],
])('finds in %j the target of %s', (header, relation, target) => {
  expect(linkTarget(header, relation, base)).toBe(target);
});
