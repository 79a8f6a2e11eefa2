import {
  type AttachmentMediaType,
  categories,
  type DataCategory,
  MAX_ATTACHMENT_BYTES,
} from '@parley/protocol';
import { beforeEach, expect, it } from 'vitest';
import { connectParley } from '../../connection/connect-parley.ts';
import { openPod, type Pod } from '../../open-pod.ts';
import { createInMemoryPods, type PodAgent } from '../../testing/index.ts';
import { createItem } from '../create-item.ts';
import { readItem } from '../read-item.ts';
import { addAttachment } from './add-attachment.ts';

const category = categories.get('issues') as DataCategory;
let owner: PodAgent;
let pod: Pod;
let itemId: string;

beforeEach(async () => {
  owner = createInMemoryPods().createPod('ann');
  const { container } = await connectParley({
    ...owner,
    gatewayWebId: 'https://gateway.example/#id',
    nonce: 'n',
  });
  pod = openPod({ ...owner, container });
  ({ id: itemId } = await createItem(pod, {
    category,
    fields: { title: 'It drops', state: 'open', description: 'At nine' },
    audience: [],
  }));
});

const photo = (size: number): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(size);
  bytes.set([0xff, 0xd8, 0xff]);
  return bytes;
};
const files = async () =>
  (await (await owner.fetch(pod.resolve('issues/files/'))).text()).match(/<http[^>]*\.\w+>/g);

it('takes as many bytes as a file may have, and not one more', async () => {
  const add = (size: number) =>
    addAttachment(pod, { category, itemId, mediaType: 'image/jpeg', bytes: photo(size) });
  const added = await add(MAX_ATTACHMENT_BYTES);
  expect((await readItem(pod, { category, id: itemId })).fields['attachments']).toEqual([added]);
  await expect(add(MAX_ATTACHMENT_BYTES + 1)).rejects.toMatchObject({
    code: 'invalid_item',
    field: 'attachments',
  });
  expect(await files()).toHaveLength(1);
});

it('gives the file as it is read, also at a full second', async () => {
  const at = '2026-11-22T10:00:00.000Z';
  const now = () => new Date(at);
  const added = await addAttachment(pod, { category, itemId, mediaType: 'image/jpeg', bytes: photo(9), now });
  expect(added.createdAt).toBe(at);
  expect((await readItem(pod, { category, id: itemId })).fields['attachments']).toEqual([added]);
});

it.each<[string, AttachmentMediaType, Uint8Array<ArrayBuffer>]>([
  ['is empty', 'text/plain', new Uint8Array()],
  ['is of another type than it says', 'image/png', photo(100)],
  ['is a page', 'text/plain', new TextEncoder().encode('<p>')],
])('takes no file that %s, and writes nothing', async (_what, mediaType, bytes) => {
  const adding = addAttachment(pod, { category, itemId, mediaType, bytes });
  await expect(adding).rejects.toMatchObject({ code: 'invalid_item' });
  expect(await files()).toBeNull();
});

it('leaves no file behind where the item has no document', async () => {
  const adding = addAttachment(pod, {
    category,
    itemId: 'item-none',
    mediaType: 'image/jpeg',
    bytes: photo(9),
  });
  await expect(adding).rejects.toMatchObject({ code: 'not_found' });
  expect(await files()).toBeNull();
});

it('has no name that is a path, and none that would turn the text around it', async () => {
  for (const name of ['../../x', 'a\\b', '..', 'a\u202eb', 'x'.repeat(121), '']) {
    const added = await addAttachment(pod, {
      category,
      itemId,
      mediaType: 'image/jpeg',
      bytes: photo(9),
      name,
    });
    expect(added.name).toBeUndefined();
  }
});
