import { expect, it } from 'vitest';
import { createInMemoryPods } from '../testing/index.ts';
import { appendToDocument } from './append-to-document.ts';

const turtle = { 'content-type': 'text/turtle' };

it.each([true, false])(
  'never makes a document again that is deleted meanwhile, If-Match known: %s',
  async (conditions) => {
    const owner = createInMemoryPods({ conditions }).createPod('ann');
    const url = `${owner.storage}x.ttl`;
    await owner.fetch(url, { method: 'PUT', headers: turtle, body: '<#x> a <#Thing>.' });
    const inserts = [
      { subject: `${url}#x`, predicate: `${url}#p`, object: { kind: 'iri', value: url } },
    ] as const;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (init?.method === 'PATCH') await owner.fetch(url, { method: 'DELETE' });
      return owner.fetch(input, init);
    };
    await expect(appendToDocument({ fetch }, { url, inserts })).rejects.toMatchObject({ code: 'not_found' });
    expect((await owner.fetch(url)).status).toBe(404);
  },
);

it('adds to a document that names itself by another address, and to one that says nothing', async () => {
  const owner = createInMemoryPods({ conditions: false }).createPod('ann');
  const url = `${owner.storage}x.ttl`;
  for (const body of ['<https://before.example/x.ttl#x> a <#Thing>.', '']) {
    await owner.fetch(url, { method: 'PUT', headers: turtle, body });
    const inserts = [
      { subject: `${url}#x`, predicate: `${url}#p`, object: { kind: 'iri', value: url } },
    ] as const;
    await appendToDocument(owner, { url, inserts });
    expect(await (await owner.fetch(url)).text()).toContain('x.ttl#p');
  }
});
