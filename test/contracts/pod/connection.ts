import {
  connectParley,
  disconnectParley,
  findParley,
  openPod,
  readCategory,
  readConnection,
} from '@parley/pod-client';
import { categories, type DataCategory } from '@parley/protocol';
import { expect, it } from 'vitest';
import type { ConnectedPods } from './connected-pods.ts';

const issues = categories.get('issues') as DataCategory;
/** Found, proven, disconnected. It comes last: afterwards the pod is another gateway’s. */
export function connectionContract(pods: () => ConnectedPods): void {
  it('is found from the WebID once it is connected, and only through the private type index', async () => {
    const found = await findParley(pods().owner);
    expect(found.containers).toEqual([pods().container]);
    expect(found.profile.storages).toEqual([pods().owner.storage]);
    expect(found.profile.publicTypeIndex).toBeUndefined();
    for (const { fetch } of [pods().gateway, pods().stranger]) {
      const seen = await findParley({ webId: pods().owner.webId, fetch });
      expect(seen.containers).toEqual([]);
      for (const path of ['settings/prefs.ttl', 'settings/privateTypeIndex.ttl']) {
        expect((await fetch(pods().owner.storage + path)).status).toBe(403);
      }
    }
  });

  it('shows the gateway who connected it, and connecting again changes only the nonce', async () => {
    const { owner, gateway } = pods();
    const ids = { ownerWebId: owner.webId, gatewayWebId: gateway.webId };
    expect(await readConnection(pods().gatewaysPod)).toEqual({ ...ids, nonce: 'nonce-1' });
    await connectParley({ ...owner, gatewayWebId: gateway.webId, nonce: 'nonce-2' });
    expect(await readConnection(pods().gatewaysPod)).toEqual({ ...ids, nonce: 'nonce-2' });
    expect((await findParley(owner)).containers).toEqual([pods().container]);
  });

  it('takes all access from the gateway when it is disconnected, leaves the data, and can be connected again', async () => {
    const { owner, gateway } = pods();
    await disconnectParley({ ...owner, container: pods().container, gatewayWebId: gateway.webId });
    for (const path of [
      '',
      ...[...categories.values()].map(({ document }) => document),
      'connection.ttl',
      'consents/',
      'ledger/',
      'inbox/',
    ]) {
      expect((await gateway.fetch(pods().container + path)).status).toBe(403);
    }
    const refused = await gateway.fetch(`${pods().container}inbox/`, { method: 'POST', body: '' });
    expect(refused.status).toBe(403);
    expect((await findParley(owner)).containers).toEqual([]);
    await expect(readConnection(pods().ownersPod)).rejects.toMatchObject({ code: 'not_connected' });
    expect((await readCategory(pods().ownersPod, { category: issues })).status).toBe('read');

    await connectParley({ ...owner, gatewayWebId: pods().stranger.webId, nonce: 'nonce-3' });
    const theirs = openPod({ container: pods().container, ...pods().stranger });
    expect(await readConnection(theirs)).toMatchObject({
      gatewayWebId: pods().stranger.webId,
      nonce: 'nonce-3',
    });
    expect((await gateway.fetch(pods().container)).status).toBe(403);
  });
}
