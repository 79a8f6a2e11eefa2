import { setImmediate as turn } from 'node:timers/promises';
import { categories, type DataCategory } from '@parley/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDocumentParsing, type DocumentParsing, PARSED_AT_ONCE } from './document-parsing.ts';

const container = 'https://pod.example/parley/';
const preferences = categories.get('preferences') as DataCategory;

/** A listing whose parsing takes seconds. */
const endless = `<> <http://www.w3.org/ns/ldp#contains> ${'<a>,\n'.repeat(2_000_000)} <b>.`;
const long = `<vendors.ttl#acme> a <https://w3id.org/parley#Vendor>; <https://schema.org/name> "Acme".\n#${'x'.repeat(PARSED_AT_ONCE)}`;

let parsing: DocumentParsing;
beforeEach(() => {
  parsing = createDocumentParsing({ timeLimitMs: 700, maxWaiting: 2 });
});
afterEach(() => parsing.stop());

const hold = (of = 'mallory', signal?: AbortSignal) =>
  parsing
    .parse({ kind: 'members', of, input: { turtle: endless, container }, signal })
    .catch((error: unknown) => error);
const vendorsOf = (of: string) => parsing.parse({ kind: 'vendors', of, input: { turtle: long, container } });
const names = async (of: string) => (await vendorsOf(of)).vendors.map(({ name }) => name);

describe('a document from outside', () => {
  it('is read the same in another thread as here', async () => {
    const turtle = `@prefix p: <https://w3id.org/parley#>. @prefix s: <https://schema.org/>. @prefix d: <http://purl.org/dc/terms/>.
      <preferences.ttl#a> a p:Preference; s:propertyID "noise"; s:description "below"; s:value 40.5; p:strength p:strength-prefer;
        d:modified "2026-11-22T10:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>; p:appliesTo p:Everyone. <#b> a p:Preference.`;
    const read = (text: string) =>
      parsing.parse({ kind: 'list', of: 'ann', input: { turtle: text, container, category: preferences } });
    const here = await read(turtle);
    expect(here).toMatchObject({ items: [{ fields: { value: 40.5 } }], rejected: [{ id: 'b' }] });
    expect(await read(`${turtle}\n#${'x'.repeat(PARSED_AT_ONCE)}`)).toEqual(here);
  });

  it.each([
    ['a short one', ''],
    ['a long one', `\n#${'x'.repeat(PARSED_AT_ONCE)}`],
  ])('that is malformed is rejected with its line and none of its words: %s', async (_name, more) => {
    const turtle = `<#a> <#b> 1.\n<#a> my secret words.${more}`;
    const error = await parsing
      .parse({ kind: 'vendors', of: 'ann', input: { turtle, container } })
      .catch((each: unknown) => each);
    expect(error).toMatchObject({ name: 'PodError', code: 'content_rejected', line: 2 });
    expect(`${(error as Error).message} ${(error as Error).cause}`).not.toContain('secret');
  });

  it('that takes too long is ended and rejected; meanwhile this thread and other owners go on', async () => {
    let settled = false;
    const held = hold().finally(() => {
      settled = true;
    });
    expect(await names('ann')).toEqual(['Acme']);
    expect(await names('bob')).toEqual(['Acme']);
    expect(settled).toBe(false);
    while (!settled) await turn();
    expect(await held).toMatchObject({ code: 'content_rejected' });
    expect(await names('mallory')).toEqual(['Acme']);
  });

  it('takes one thread of its owner’s, however many there are', async () => {
    const held = [hold(), hold()];
    expect(await names('ann')).toEqual(['Acme']);
    await Promise.all(held);
  });

  it('is not taken where too many wait, and waits no longer than who asked', async () => {
    const leaving = new AbortController();
    const held = [hold(), hold('mallory', leaving.signal), hold()];
    expect(await hold()).toMatchObject({ code: 'unavailable' });
    leaving.abort(new Error('gone'));
    expect(await held[1]).toMatchObject({ message: 'gone' });
    expect(await names('ann')).toEqual(['Acme']);
    await parsing.stop();
    await Promise.all(held);
  });

  it('is not waited for for ever', async () => {
    const impatient = createDocumentParsing({ timeLimitMs: 700, waitLimitMs: 1 });
    const input = { turtle: endless, container };
    const both = [1, 2].map(() =>
      impatient
        .parse({ kind: 'members', of: 'mallory', input })
        .catch((error: { code: string }) => error.code),
    );
    expect(await both[1]).toBe('unavailable');
    await impatient.stop();
    expect(await both[0]).toBe('unavailable');
  });
});
