// Photos and files of an issue: attached, looked at and removed by their owner, and read by the company.
import { addAttachment, attachmentAddress } from '@parley/pod-client';
import type { Attachment, DataItem } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { type IssuesStage, startIssuesStage } from '../support/issues-stage.ts';
import { listOf } from '../support/list-of.ts';
import { pageActs } from '../support/page-acts.ts';
import { photoWithPlace } from '../support/photo-with-place.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, categoryOf } from '../support/seed-pod.ts';
import { must } from '../support/wire-asking.ts';

const category = categoryOf('issues');
const reading = { purpose: CUSTOMER_CARE };
/** Longer than the gateway's bound of staleness, on a slow machine too. */
const soon = { timeout: 90_000, interval: 500 };

let stage: IssuesStage;
let alice: IssuesStage['alice'];
let consent: IssuesStage['consent'];
let page: IssuesStage['page'];

beforeAll(async () => {
  const issues = { required: ['title', 'state'], optional: ['attachments'] };
  const asked = careRequest({ datatypes: ['issues'], fields: { issues } });
  stage = await startIssuesStage(asked, { titles: ['The line drops'] });
  ({ alice, consent, page } = stage);
});

afterAll(() => stage?.stop());

const { press, inDialog, link, goTo } = pageActs(() => page);

const attachmentsOf = ({ fields }: DataItem) => (fields['attachments'] ?? []) as readonly Attachment[];
const statusOf = async ({ id }: Attachment) =>
  (await alice.fetch(attachmentAddress(category, alice.container, id))).status;

describe('an issue', () => {
  it('has a photo attached without the place it was taken at, and the company gets its bytes', async () => {
    await link(/The line drops/).click();
    const buffer = await photoWithPlace(page);
    const file = page.getByLabel('Attach a photo or a file');
    await file.setInputFiles({ name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<p>') });
    await page.getByText('This file is not taken').waitFor();
    await file.setInputFiles({ name: 'router.jpg', mimeType: 'image/jpeg', buffer });
    await page.getByText('router.jpg').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const attached = async () => (await stage.readByAcme()).attachments ?? [];
    await expect.poll(attached, soon).toMatchObject([{ mediaType: 'image/jpeg', name: 'router.jpg' }]);
    const [listed] = await listOf(consent.issues.list(reading));
    const { id } = must((await attached())[0]);
    const { body, size, mediaType } = await consent.attachment(must(listed).id, id, reading);
    const bytes = Buffer.from(await new Response(body).arrayBuffer());
    expect([bytes.length, mediaType, bytes.subarray(0, 3).toString('hex')]).toEqual([
      size,
      'image/jpeg',
      'ffd8ff',
    ]);
    expect(buffer.includes('GPS')).toBe(true);
    expect(bytes.includes('GPS')).toBe(false);
  });

  it('takes its files along when it is deleted, and says so before', async () => {
    const { id: itemId } = await addIssue(alice.pod, 'acme', { title: 'A torn letter' });
    const bytes = new TextEncoder().encode('Torn');
    const file = await addAttachment(alice.pod, { category, itemId, mediaType: 'text/plain', bytes });
    await goTo('/my-data/issues');
    await link(/A torn letter/).click();
    await press('Delete');
    const dialog = page.getByRole('dialog', { name: 'Delete this issue?' });
    await dialog.getByText('Its photos and files are deleted with it.').waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('The issue is deleted, with its photos and files.').waitFor();
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    const { status } = await alice.fetch(attachmentAddress(category, alice.container, file.id));
    expect(status).toBe(404);
    expect(page.faults).toEqual([]);
  });

  it('shows its photo to its owner, and saves a file that is none', async () => {
    await goTo('/my-data/issues');
    await link(/The line drops/).click();
    // The page's policy lets no script fetch a blob: what it gives up is noted where it does.
    await page.evaluate(`{
      const revoke = URL.revokeObjectURL;
      window.revoked = [];
      URL.revokeObjectURL = (address) => { window.revoked.push(address); revoke.call(URL, address); };
    }`);
    await press('Open router.jpg');
    const photo = page.getByRole('dialog').getByRole('img', { name: 'router.jpg' });
    await photo.waitFor();
    await expect
      .poll(() => photo.evaluate((shown) => (shown as HTMLImageElement).naturalWidth), soon)
      .toBe(40);
    expect(await accessibilityFaults(page)).toEqual([]);
    const address = must(await photo.getAttribute('src'));
    await page.keyboard.press('Escape');
    await photo.waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate('window.revoked'), soon).toContain(address);

    const { id: itemId } = await stage.titled('The line drops');
    const bytes = new TextEncoder().encode('It began on Monday.');
    await addAttachment(alice.pod, { category, itemId, mediaType: 'text/plain', bytes, name: 'log.txt' });
    await press('Open log.txt');
    const saving = page.waitForEvent('download');
    await page.getByRole('dialog').getByRole('link', { name: 'Save' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('log.txt');
    await inDialog('Close').click();
  });

  it('shows nothing that is not the file that was attached, and says where one is gone', async () => {
    const [photo, text] = attachmentsOf(await stage.titled('The line drops'));
    const url = attachmentAddress(category, alice.container, must(photo).id);
    const body = '<svg xmlns="http://www.w3.org/2000/svg"><script>pwned = 1</script></svg>';
    await alice.fetch(url, { method: 'PUT', headers: { 'content-type': 'image/svg+xml' }, body });
    await press('Open router.jpg');
    await page.getByText('is not the file that was attached').waitFor();
    expect(await page.getByRole('dialog').getByRole('img').count()).toBe(0);
    await inDialog('Close').click();
    await alice.fetch(attachmentAddress(category, alice.container, must(text).id), { method: 'DELETE' });
    await press('Open log.txt');
    await page.getByText('This file is not in your pod any more.').waitFor();
    await inDialog('Close').click();
  });

  it('is rid of one file, which no company reads any more', async () => {
    const [photo, text] = attachmentsOf(await stage.titled('The line drops'));
    await press('Remove router.jpg');
    await page.getByRole('dialog', { name: 'Remove router.jpg?' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await inDialog('Cancel').click();
    expect(attachmentsOf(await stage.titled('The line drops'))).toEqual([photo, text]);
    await press('Remove router.jpg');
    await inDialog('Remove').click();
    await page.getByText('The file is removed.').waitFor();
    await page.getByText('router.jpg').waitFor({ state: 'detached' });
    expect(attachmentsOf(await stage.titled('The line drops'))).toEqual([text]);
    expect(await statusOf(must(photo))).toBe(404);
    const read = async () => ((await stage.readByAcme()).attachments ?? []).map(({ name }) => name);
    await expect.poll(read, soon).toEqual(['log.txt']);
    expect(page.faults).toEqual([]);
  });
});
