import { expect, it } from 'vitest';
import { addressOf, findIssuer } from './find-issuer.ts';

const web: Record<string, string> = {
  'https://provider.example/.well-known/openid-configuration': '{"issuer":"https://provider.example/"}',
  'https://liar.example/.well-known/openid-configuration': '{"issuer":"https://provider.example/"}',
  'https://ann.example/card':
    '<#me> <http://www.w3.org/ns/solid/terms#oidcIssuer> <https://gone.example/>, <https://provider.example/>.',
  'https://bob.example/card': '<#me> <http://xmlns.com/foaf/0.1/name> "Bob".',
};
const fetcher = (async (input: string) => {
  const text = web[String(input)];
  const type = text?.startsWith('{') === true ? 'application/json' : 'text/turtle';
  return new Response(text ?? '', {
    status: text === undefined ? 404 : 200,
    headers: { 'content-type': type },
  });
}) as typeof fetch;

it('takes a provider as it is written, with or without scheme and slash', async () => {
  const found = { issuer: 'https://provider.example/' };
  expect(await findIssuer('https://provider.example', fetcher)).toEqual(found);
  expect(await findIssuer('  provider.example ', fetcher)).toEqual(found);
});

it('finds the first provider that answers of those that a WebID names', async () => {
  expect(await findIssuer('https://ann.example/card#me', fetcher)).toEqual({
    issuer: 'https://provider.example/',
  });
});

it('believes no provider that calls itself by another name', async () => {
  expect(await findIssuer('https://liar.example/', fetcher)).toEqual({ fault: 'webid' });
});

it.each([
  ['', 'address'],
  ['my name', 'address'],
  ['localhorst', 'address'],
  ['https://nobody.example/card#me', 'webid'],
  ['https://bob.example/card#me', 'issuer'],
])('says of %j what is wrong: %s', async (written, fault) => {
  expect(await findIssuer(written, fetcher)).toEqual({ fault });
});

it('reads addresses as people write them', () => {
  expect(addressOf('http://localhost:3000')).toBe('http://localhost:3000/');
  expect(addressOf('ann.example/card#me')).toBe('https://ann.example/card#me');
});
