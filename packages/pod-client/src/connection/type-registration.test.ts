import { expect, it } from 'vitest';
import { findParley } from '../discover/find-parley.ts';
import { createInMemoryPods } from '../testing/index.ts';
import { connectParley } from './connect-parley.ts';
import { disconnectParley } from './disconnect-parley.ts';

it('leaves the container that a pod has moved to, when the one before is disconnected', async () => {
  const owner = createInMemoryPods().createPod('ann');
  const gateway = { gatewayWebId: 'https://gateway.example/#id', nonce: 'n' };
  const before = await connectParley({ ...owner, ...gateway });
  const after = await connectParley({ ...owner, ...gateway, name: 'moved/' });
  expect((await findParley(owner)).containers).toEqual([before.container, after.container]);
  await disconnectParley({ ...owner, ...gateway, container: before.container });
  expect((await findParley(owner)).containers).toEqual([after.container]);
  await disconnectParley({ ...owner, ...gateway, container: after.container });
  expect((await findParley(owner)).containers).toEqual([]);
  const index = await owner.fetch(`${owner.storage}settings/privateTypeIndex.ttl`);
  expect(await index.text()).not.toContain('TypeRegistration');
});
