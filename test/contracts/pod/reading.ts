import { type PodChange, readCategory, readDocument, watchResources } from '@parley/pod-client';
import { categories, type DataCategory, newId } from '@parley/protocol';
import { expect, it } from 'vitest';
import type { ConnectedPods } from './connected-pods.ts';

const preferences = categories.get('preferences') as DataCategory;
/** Reading on conditions, hostile content, and being told of changes. */
export function readingContract(pods: () => ConnectedPods): void {
  it('answers a conditional read, tells absent from refused, and refuses what is not Turtle', async () => {
    const url = `${pods().container}notes.ttl`;
    const { owner, gateway, stranger } = pods();
    expect(await readDocument({ ...gateway, url })).toEqual({ status: 'absent' });
    await expect(readDocument({ ...stranger, url })).rejects.toMatchObject({ code: 'access_denied' });
    const put = (body: string, type = 'text/turtle') =>
      owner.fetch(url, { method: 'PUT', headers: { 'content-type': type }, body });
    await put('<#a> <#b> "1".');
    const first = await readDocument({ ...gateway, url });
    if (first.status !== 'read') throw new Error('it was written');
    const known = first.etag === undefined ? {} : { etag: first.etag };
    expect(await readDocument({ ...gateway, url, ...known })).toMatchObject({
      status: pods().lacks.has('etags') ? 'read' : 'unchanged',
    });
    await put('<#a> <#b> "2".');
    expect(await readDocument({ ...gateway, url, ...known })).toMatchObject({
      status: 'read',
      turtle: expect.stringContaining('"2"'),
    });
    await expect(readDocument({ ...gateway, url, maxBytes: 5 })).rejects.toMatchObject({
      code: 'too_large',
    });
    await owner.fetch(url, { method: 'DELETE' });
  });

  it('reports a malformed document as rejected, and reads it again once it is mended', async () => {
    const url = `${pods().container}preferences.ttl`;
    const put = (body: string) =>
      pods().owner.fetch(url, { method: 'PUT', headers: { 'content-type': 'text/turtle' }, body });
    await put('<#broken> a ; "secret words" .');
    const error = await readCategory(pods().gatewaysPod, { category: preferences }).catch(
      (each: unknown) => each,
    );
    expect(error).toMatchObject({ code: 'content_rejected', line: 1 });
    expect(`${JSON.stringify(error)} ${(error as Error).message} ${(error as Error).cause}`).not.toContain(
      'secret',
    );
    await put('');
    expect(await readCategory(pods().gatewaysPod, { category: preferences })).toMatchObject({
      items: [],
      rejected: [],
    });
  });

  it('tells of a change in a watched document, and of one that goes', async () => {
    const pod = pods().gatewaysPod;
    const consents = `${pods().container}consents/`;
    const url = `${consents}${newId('consent')}.ttl`;
    const put = () =>
      pods().owner.fetch(url, { method: 'PUT', headers: { 'content-type': 'text/turtle' }, body: '' });
    await put();
    const changes: PodChange[] = [];
    const stale: string[] = [];
    const watch = watchResources({
      ...pod,
      ...(pods().webSocket === undefined ? {} : { webSocket: pods().webSocket }),
      urls: [url, consents],
      pollIntervalMs: 50,
      onChange: (change) => changes.push(change),
      onStale: (each) => stale.push(each),
    });
    await expect.poll(() => stale.toSorted(), { timeout: 10_000 }).toEqual([consents, url].toSorted());
    const told = (change: object) =>
      expect.poll(() => changes, { timeout: 10_000 }).toContainEqual(expect.objectContaining(change));
    const { lacks } = pods();
    // Without ETags whoever asks can only be told to read again.
    if (lacks.has('etags')) await expect.poll(() => stale.length, { timeout: 10_000 }).toBeGreaterThan(2);
    await put();
    if (!lacks.has('etags')) await told({ url, kind: 'update' });
    await pods().owner.fetch(url, { method: 'DELETE' });
    await told(
      lacks.has('notifications') ? { url, kind: 'delete' } : { url: consents, kind: 'remove', member: url },
    );
    watch.close();
  });
}
