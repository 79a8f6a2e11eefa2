import { describe, expect, it, vi } from 'vitest';
import { findParley } from './find-parley.ts';
import { readIssuers } from './read-issuers.ts';
import { chooseStorage, readProfile } from './webid-profile.ts';

const webId = 'https://ann.example/card#me';
const prefixes = `@prefix solid: <http://www.w3.org/ns/solid/terms#>. @prefix pim: <http://www.w3.org/ns/pim/space#>.
  @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#>. @prefix p: <https://w3id.org/parley#>.`;

function web(documents: Record<string, string>) {
  return vi.fn(async (input: unknown) => {
    const turtle = documents[`${input}`];
    if (turtle === undefined) return new Response(null, { status: 404 });
    return new Response(prefixes + turtle, { headers: { 'content-type': 'text/turtle' } });
  });
}
const me = `<${webId}>`;

describe('reading a profile', () => {
  it('follows one level of documents, takes issuers from the WebID document alone, and reads both type indexes', async () => {
    const fetch = web({
      'https://ann.example/card': `${me} solid:oidcIssuer <https://id.example/>; rdfs:seeAlso <more>, <https://evil.example/x>;
        pim:storage <https://pod.example/a/>; pim:preferencesFile <https://pod.example/a/prefs>.`,
      'https://ann.example/more': `${me} pim:storage <https://pod.example/b/>; solid:oidcIssuer <https://evil.example/>;
        rdfs:seeAlso <deeper>; solid:publicTypeIndex <public>.`,
      'https://pod.example/a/prefs': `${me} solid:privateTypeIndex <index>.`,
    });
    expect(await readProfile({ webId, fetch })).toEqual({
      webId,
      issuers: ['https://id.example/'],
      storages: ['https://pod.example/a/', 'https://pod.example/b/'],
      preferencesFile: 'https://pod.example/a/prefs',
      privateTypeIndex: 'https://pod.example/a/index',
      publicTypeIndex: 'https://ann.example/public',
    });
    const asked = fetch.mock.calls.map(([url]) => url);
    expect(asked).not.toContain('https://evil.example/x');
    expect(asked).not.toContain('https://ann.example/deeper');
  });

  it('reads the issuers alone from the WebID document alone', async () => {
    const card = `${me} solid:oidcIssuer <https://id.example/>; rdfs:seeAlso <more>. <#other> solid:oidcIssuer <https://x.example/>.`;
    const fetch = web({ 'https://ann.example/card': card });
    expect(await readIssuers({ webId, fetch })).toEqual(['https://id.example/']);
    expect(fetch).toHaveBeenCalledOnce();
    await expect(readIssuers({ webId: 'file:///x', fetch })).rejects.toMatchObject({
      code: 'address_refused',
    });
  });

  it('takes no JSON-LD, and fetches no context that it names', async () => {
    const body = JSON.stringify({ '@context': 'https://evil.example/context', '@id': webId });
    const fetch = vi.fn(
      async () => new Response(body, { headers: { 'content-type': 'application/ld+json' } }),
    );
    await expect(readIssuers({ webId, fetch })).rejects.toMatchObject({ code: 'content_rejected' });
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('reads a WebID document within the limits of any other', async () => {
    const card = `@base <https://x/${'a/'.repeat(250_000)}>. ${'<a> <b> <../../c>.'.repeat(10_000)}`;
    const fetch = web({ 'https://ann.example/card': card });
    await expect(readIssuers({ webId, fetch })).rejects.toMatchObject({ code: 'content_rejected' });
  });

  it('takes two preferences files for none', async () => {
    const fetch = web({ 'https://ann.example/card': `${me} pim:preferencesFile <a>, <b>.` });
    expect((await readProfile({ webId, fetch })).preferencesFile).toBeUndefined();
  });

  it.each([
    ['file:///etc/passwd', {}, 'address_refused'],
    ['nobody', {}, 'address_refused'],
    [webId, {}, 'not_found'],
    [webId, { 'https://ann.example/card': 'not turtle' }, 'content_rejected'],
  ])('answers %s with a typed error', async (who, documents, code) => {
    const error = await readProfile({ webId: who, fetch: web(documents) }).catch((each: unknown) => each);
    expect(error).toMatchObject({ code });
    expect(`${error} ${(error as Error).cause}`).not.toContain('ann.example');
  });

  it('has the person choose between storages', () => {
    const several = { webId, issuers: [], storages: ['https://a.example/', 'https://b.example/'] };
    expect(() => chooseStorage(several)).toThrow(expect.objectContaining({ code: 'ambiguous_storage' }));
    expect(chooseStorage(several, 'https://b.example/')).toBe('https://b.example/');
    const other = () => chooseStorage(several, 'https://evil.example/');
    expect(other).toThrow(expect.objectContaining({ code: 'discovery_failed' }));
    const none = () => chooseStorage({ ...several, storages: [] });
    expect(none).toThrow(expect.objectContaining({ code: 'discovery_failed' }));
  });

  it('finds Parley containers in the private type index, and only in normal form', async () => {
    const registered = (id: string, instance: string) =>
      `<#${id}> a solid:TypeRegistration; solid:forClass p:Connection; solid:instance <${instance}>.`;
    const fetch = web({
      'https://ann.example/card': `${me} solid:privateTypeIndex <index>.`,
      'https://ann.example/index':
        registered('a', 'https://pod.example/parley/connection.ttl#this') +
        registered('b', 'https://pod.example/x%2f/connection.ttl#this') +
        registered('c', 'https://pod.example/parley/other.ttl#this'),
    });
    expect((await findParley({ webId, fetch })).containers).toEqual(['https://pod.example/parley/']);
  });
});
