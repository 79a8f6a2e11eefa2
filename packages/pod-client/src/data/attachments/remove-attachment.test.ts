import { type Attachment, categories, type DataCategory } from '@parley/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectParley } from '../../connection/connect-parley.ts';
import { openPod, type Pod } from '../../open-pod.ts';
import { createInMemoryPods, type PodAgent } from '../../testing/index.ts';
import { addMessage } from '../add-message.ts';
import { createItem } from '../create-item.ts';
import { readItem } from '../read-item.ts';
import { addAttachment } from './add-attachment.ts';
import { attachmentAddress } from './attachment-address.ts';
import { readAttachment } from './read-attachment.ts';
import { removeAttachment } from './remove-attachment.ts';

const category = categories.get('issues') as DataCategory;
let owner: PodAgent;
let pod: Pod;
let itemId: string;
let first: Attachment;
let second: Attachment;

beforeEach(async () => {
  owner = createInMemoryPods().createPod('ann');
  const { container } = await connectParley({
    ...owner,
    gatewayWebId: 'https://gateway.example/#id',
    nonce: 'n',
  });
  pod = openPod({ ...owner, container });
  const fields = { title: 'It drops', state: 'open', description: 'At nine' };
  ({ id: itemId } = await createItem(pod, { category, fields, audience: [] }));
  first = await add('first');
  second = await add('second');
});

const add = (text: string) =>
  addAttachment(pod, {
    ...{ category, itemId, mediaType: 'text/plain', name: `${text}.txt` },
    bytes: new TextEncoder().encode(text),
  });
const named = async () => (await readItem(pod, { category, id: itemId })).fields['attachments'];
const addressOf = ({ id }: Attachment) => attachmentAddress(category, pod.container, id);
const put = (body: string, type: string) =>
  owner.fetch(addressOf(first), { method: 'PUT', headers: { 'content-type': type }, body });
const statusOf = async (attachment: Attachment) => (await owner.fetch(addressOf(attachment))).status;
const itemText = async () => (await owner.fetch(pod.resolve(`issues/${itemId}.ttl`))).text();

describe('a file that is removed', () => {
  it('is named no more and gone, and everything else stays', async () => {
    const written = { content: 'See the picture', maker: owner.webId, from: 'owner' } as const;
    await addMessage(pod, { category, itemId, ...written });
    const messages = (await readItem(pod, { category, id: itemId })).fields['messages'];
    expect(await removeAttachment(pod, { category, itemId, attachment: first })).toEqual({ left: 0 });
    expect(await named()).toEqual([second]);
    expect([await statusOf(first), await statusOf(second)]).toEqual([404, 200]);
    expect(await itemText()).not.toContain(first.id);
    expect((await readItem(pod, { category, id: itemId })).fields).toMatchObject({
      messages,
      description: 'At nine',
    });
  });

  it('is named no more before it is deleted, and is deleted by a second try', async () => {
    let isStuck = true;
    const stuck: Pod = {
      ...pod,
      fetch: async (input, init) =>
        isStuck && init?.method === 'DELETE' ? new Response(null, { status: 503 }) : pod.fetch(input, init),
    };
    expect(await removeAttachment(stuck, { category, itemId, attachment: first })).toEqual({ left: 1 });
    expect([await named(), await statusOf(first)]).toEqual([[second], 200]);
    isStuck = false;
    expect(await removeAttachment(stuck, { category, itemId, attachment: first })).toEqual({ left: 0 });
    expect(await statusOf(first)).toBe(404);
  });

  it('takes nothing along of what others write at the same time', async () => {
    const removing = removeAttachment(pod, { category, itemId, attachment: first });
    const [third] = await Promise.all([add('third'), removing]);
    expect(await named()).toEqual([second, third]);
  });

  it('stays where the pod does not take the change', async () => {
    const closed: Pod = {
      ...pod,
      fetch: async (input, init) =>
        init?.method === 'PATCH' ? new Response(null, { status: 403 }) : pod.fetch(input, init),
    };
    const removing = removeAttachment(closed, { category, itemId, attachment: first });
    await expect(removing).rejects.toMatchObject({ code: 'access_denied' });
    expect([await named(), await statusOf(first)]).toEqual([[first, second], 200]);
  });
});

describe('the bytes of a file', () => {
  it('are of the type that the item states, whatever the server calls them', async () => {
    await put('first', 'text/html');
    const blob = await readAttachment(pod, { category, attachment: first });
    expect([await blob.text(), blob.type]).toEqual(['first', 'text/plain']);
  });

  it.each<[string, string, Attachment['mediaType']]>([
    ['is of another kind', 'other', 'image/png'],
    ['is longer', 'first and more', 'text/plain'],
    ['is a page', '<p>ab', 'text/plain'],
  ])('are not taken where what lies there %s', async (_what, text, mediaType) => {
    const attachment = { ...first, mediaType };
    await put(text, 'text/plain');
    await expect(readAttachment(pod, { category, attachment })).rejects.toMatchObject({
      code: 'content_rejected',
    });
  });

  it('are not there once it is gone', async () => {
    await owner.fetch(addressOf(first), { method: 'DELETE' });
    await expect(readAttachment(pod, { category, attachment: first })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('are never more than a file may have', async () => {
    const endless: Pod = {
      ...pod,
      fetch: async () =>
        new Response(new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(1_048_576)) })),
    };
    await expect(readAttachment(endless, { category, attachment: first })).rejects.toMatchObject({
      code: 'too_large',
    });
  });
});
