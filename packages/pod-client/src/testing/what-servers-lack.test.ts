import { categories, type DataCategory } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { connectParley } from '../connection/connect-parley.ts';
import { createItem } from '../data/create-item.ts';
import { listItems } from '../data/read-category.ts';
import { openPod } from '../open-pod.ts';
import { createInMemoryPods } from './in-memory-pods.ts';

const gateway = { gatewayWebId: 'https://gateway.example/#id', nonce: 'n' };

describe('a server that lacks what Parley needs is told by name:', () => {
  it('one that takes no PATCH', async () => {
    const owner = createInMemoryPods({ patches: false }).createPod('ann');
    await expect(connectParley({ ...owner, ...gateway })).rejects.toMatchObject({
      code: 'patch_not_supported',
      status: 405,
    });
  });

  it('one that answers at another address', async () => {
    const owner = createInMemoryPods().createPod('ann');
    const fetch: typeof globalThis.fetch = async (input, init) =>
      init?.method === 'HEAD'
        ? new Response(null, { status: 308, headers: { location: `${input}/` } })
        : owner.fetch(input, init);
    await expect(connectParley({ ...owner, ...gateway, fetch })).rejects.toMatchObject({
      code: 'redirected',
    });
  });
});

it('connecting again overwrites nothing, also where a server knows no condition at all', async () => {
  const owner = createInMemoryPods().createPod('ann');
  const fetch: typeof globalThis.fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    if (init?.method === 'PUT') headers.delete('if-none-match');
    return owner.fetch(input, { ...init, headers });
  };
  const { container } = await connectParley({ ...owner, ...gateway, fetch });
  const pod = openPod({ ...owner, container, fetch });
  const category = categories.get('preferences') as DataCategory;
  const fields = { topic: 'delivery', statement: 'Ring twice', strength: 'prefer' };
  await createItem(pod, { category, fields, audience: 'everyone' });
  await connectParley({ ...owner, ...gateway, fetch });
  const items = [];
  for await (const item of listItems(pod, { category })) items.push(item);
  expect(items).toHaveLength(1);
});
