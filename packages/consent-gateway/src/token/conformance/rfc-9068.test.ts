// The access token that RFC 9068 prints, on the checks in use. It is no token for Parley: signed with RSA, bound to no key, living for months.
import { expect, it } from 'vitest';
import { issuerAndAudience } from '../checks/issuer-and-audience.ts';
import { tokenClaims } from '../checks/token-claims.ts';
import { tokenHeader } from '../checks/token-header.ts';
import { tokenLifetime } from '../checks/token-lifetime.ts';

const header = { typ: 'at+JWT', alg: 'RS256', kid: 'RjEwOwOA' };
const claims = {
  iss: 'https://authorization-server.example.com/',
  sub: '5ba552d67',
  aud: 'https://rs.example.com/',
  exp: 1639528912,
  iat: 1618354090,
  jti: 'dbe39bf3a3ba4238a513f51d6e1691c4',
  client_id: 's6BhdRkqt3',
  scope: 'openid profile reademail',
};
const rules = {
  issuer: claims.iss,
  audience: claims.aud,
  publicOrigin: 'https://rs.example.com',
  keys: () => [],
  acceptsNonce: () => true,
  now: () => new Date(claims.iat * 1000),
};
const presented = { text: '', header, claims };

it('the example of section 3 is for its issuer and audience alone', () => {
  expect(issuerAndAudience(presented, rules)).toBe(true);
  expect(issuerAndAudience(presented, { ...rules, issuer: 'https://authorization-server.example.com' })).toBe(
    false,
  );
  expect(issuerAndAudience(presented, { ...rules, audience: 'https://rs.example.com' })).toBe(false);
});

it('the example of section 3 is refused for its algorithm, its life, and for being bound to no key', () => {
  expect(tokenHeader(presented, rules)).toBe(false);
  expect(tokenLifetime(presented, rules)).toBe(false);
  expect(tokenClaims(presented, rules)).toBe(false);
  const ours = { ...header, typ: 'at+jwt', alg: 'ES256' };
  const short = { ...claims, exp: claims.iat + 300 };
  expect(tokenHeader({ ...presented, header: ours }, rules)).toBe(true);
  expect(tokenLifetime({ ...presented, claims: short }, rules)).toBe(true);
});
