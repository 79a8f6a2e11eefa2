import {
  addAttachment,
  attachmentAddress,
  createItem,
  deleteAttachments,
  prepareFiles,
  readAttachment,
  readItem,
  removeAttachment,
} from '@parley/pod-client';
import type { Attachment, DataCategory } from '@parley/protocol';
import { categories } from '@parley/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConnectedPods } from './connected-pods.ts';

const category = categories.get('issues') as DataCategory;
/** Every value that a byte can have. */
const BYTES = Uint8Array.from([0xff, 0xd8, 0xff, ...Array.from({ length: 1_024 }, (_, at) => at % 256)]);

/** Photos and files that the owner attaches to an item. */
export function attachedFilesContract(pods: () => ConnectedPods): void {
  describe('an attached file', () => {
    let itemId: string;
    let file: Attachment;
    let url: string;
    const as = (who: 'owner' | 'gateway' | 'stranger', method = 'GET', address = url) => {
      const content = { headers: { 'content-type': 'image/jpeg' }, body: BYTES };
      return pods()[who].fetch(address, { method, ...(method === 'PUT' && content) });
    };
    const attach = () =>
      addAttachment(pods().ownersPod, { category, itemId, mediaType: 'image/jpeg', bytes: BYTES });
    beforeAll(async () => {
      const fields = { title: 'The router is broken', state: 'open', description: 'It fell' };
      ({ id: itemId } = await createItem(pods().ownersPod, { category, fields, audience: [] }));
      file = await attach();
      url = attachmentAddress(category, pods().container, file.id);
    });

    it('is named in the item, and comes back byte for byte for the gateway, and for no stranger', async () => {
      const { fields } = await readItem(pods().gatewaysPod, { category, id: itemId });
      expect(fields['attachments']).toEqual([file]);
      const response = await as('gateway');
      expect(response.headers.get('content-type')).toBe('image/jpeg');
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(BYTES);
      expect((await as('stranger')).status).toBe(403);
    });

    it('is the owner’s alone to make, change and delete', async () => {
      for (const method of ['PUT', 'DELETE']) expect((await as('gateway', method)).status).toBe(403);
      expect((await as('gateway', 'PUT', new URL('made.jpg', url).href)).status).toBe(403);
    });

    it('is read by its owner, and removed alone', async () => {
      const { ownersPod } = pods();
      const other = await attach();
      const blob = await readAttachment(ownersPod, { category, attachment: other });
      expect([new Uint8Array(await blob.arrayBuffer()), blob.type]).toEqual([BYTES, 'image/jpeg']);
      expect(await removeAttachment(ownersPod, { category, itemId, attachment: other })).toEqual({ left: 0 });
      const { fields } = await readItem(ownersPod, { category, id: itemId });
      expect([fields['attachments'], fields['description']]).toEqual([[file], 'It fell']);
      await expect(readAttachment(ownersPod, { category, attachment: other })).rejects.toMatchObject({
        code: 'not_found',
      });
    });

    it('lies under the same rules in a pod that had no place for files before', async () => {
      await deleteAttachments(pods().ownersPod, { category, attachments: [file] });
      await as('owner', 'DELETE', new URL('.', url).href);
      await prepareFiles(pods().ownersPod, category);
      const made = new URL('made.jpg', url).href;
      expect((await as('gateway', 'PUT', made)).status).toBe(403);
      const again = await attach();
      const address = attachmentAddress(category, pods().container, again.id);
      expect((await as('gateway', 'GET', address)).status).toBe(200);
      expect(await deleteAttachments(pods().ownersPod, { category, attachments: [file, again] })).toEqual({
        left: 0,
      });
      expect((await as('owner', 'GET', address)).status).toBe(404);
    });
  });
}
