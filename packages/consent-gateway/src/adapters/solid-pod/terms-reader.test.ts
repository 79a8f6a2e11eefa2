import { expect, it } from 'vitest';
import { createTermsReader } from './terms-reader.ts';

const container = 'https://pod.example/parley/';
const termsOf = (longest: string) =>
  `<#this> a <https://w3id.org/parley#StandingTerms>; <https://w3id.org/parley#longestAccess> "${longest}"^^<http://www.w3.org/2001/XMLSchema#duration>.`;

/** A pod with one document, and what it was asked. */
function pod() {
  const clock = { at: new Date('2026-11-22T12:00:00Z') };
  const document = { status: 200, turtle: termsOf('P6M'), etag: '"1"', changedAt: new Date(0) };
  const asked: (string | null)[] = [];
  const podFetch = async (_input: unknown, init?: RequestInit) => {
    const condition = new Headers(init?.headers).get('if-none-match');
    asked.push(condition);
    if (document.status !== 200) return new Response('', { status: document.status });
    if (condition === document.etag) return new Response(null, { status: 304 });
    const lastModified = document.changedAt.toUTCString();
    const headers = { 'content-type': 'text/turtle', etag: document.etag, 'last-modified': lastModified };
    return new Response(document.turtle, { headers });
  };
  const owner = { ownerId: 'owner_1', webId: 'https://ann.example/#me', container, nonce: 'n' };
  const read = createTermsReader({
    podFetch: podFetch as typeof fetch,
    owners: { find: async () => owner },
    now: () => clock.at,
  });
  const longest = async () => {
    const reading = await read('owner_1');
    return reading.status === 'read' ? reading.terms.longestAccess : reading.status;
  };
  return { document, asked, longest, clock };
}

it('asks each time, and has what is unchanged neither sent nor parsed again', async () => {
  const { document, asked, longest } = pod();
  expect([await longest(), await longest(), await longest()]).toEqual(['P6M', 'P6M', 'P6M']);
  expect(asked).toEqual([null, '"1"', '"1"']);
  Object.assign(document, { turtle: termsOf('P1Y'), etag: '"2"' });
  expect([await longest(), await longest()]).toEqual(['P1Y', 'P1Y']);
  expect(asked.slice(3)).toEqual(['"1"', '"2"']);
});

it('keeps nothing of what is gone or malformed', async () => {
  const { document, asked, longest } = pod();
  await longest();
  document.status = 404;
  expect(await longest()).toBe('none');
  document.status = 200;
  expect(await longest()).toBe('P6M');
  Object.assign(document, { turtle: termsOf('never'), etag: '"2"' });
  expect(await longest()).toBe('malformed');
  Object.assign(document, { turtle: termsOf('P6M'), etag: '"1"' });
  expect(await longest()).toBe('P6M');
  expect(asked).toEqual([null, '"1"', null, '"1"', null]);
});

it('answers nothing from memory while the pod does not answer', async () => {
  const { document, longest } = pod();
  await longest();
  document.status = 503;
  expect(await longest()).toBe('unreadable');
});

it('does not trust an ETag of what was changed just now', async () => {
  const { document, asked, longest, clock } = pod();
  document.changedAt = clock.at;
  await longest();
  await longest();
  expect(asked).toEqual([null, null]);
  clock.at = new Date(clock.at.getTime() + 10_000);
  await longest();
  await longest();
  expect(asked).toEqual([null, null, null, '"1"']);
});
