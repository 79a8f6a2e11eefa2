import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  clientDocument,
  createMemoryCopy,
  createVendorClient,
  generateVendorKey,
  publicVendorJwk,
} from '@parley/vendor-sdk';
import { createFakeGateway } from '@parley/vendor-sdk/testing';
import { expect, onTestFinished, test } from 'vitest';
import { ask, wait } from './ask-and-wait.ts';
import { beTold } from './be-told.ts';
import { clientWithReceipts } from './client-with-receipts.ts';
import { firstTitle } from './first-title.ts';
import { clientThatKeepsCopies, refresh } from './keep-a-copy.ts';
import { savePhotos } from './save-photos.ts';
import { tidyUp } from './tidy-up.ts';

const [clientId, redirectUri] = ['https://acme.example/client.json', 'https://acme.example/callback'];
const purpose = 'https://w3id.org/dpv#CustomerCare';

async function given(receive?: (request: Request) => Promise<Response>) {
  const key = await generateVendorKey();
  const keys = [await publicVendorJwk(key)];
  const document = clientDocument({ clientId, clientName: 'Acme', redirectUris: [redirectUri], keys });
  const issues = [{ id: 'item_1', title: 'The line drops' }];
  const gateway = createFakeGateway({ client: document, data: { issues }, ...(receive && { receive }) });
  const folder = await mkdtemp(join(tmpdir(), 'parley-readme-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const restart = () =>
    clientWithReceipts(folder, { clientId, key, fetch: gateway.fetch }).at(gateway.origin);
  const fields = { issues: { required: ['title'], optional: ['attachments'] } };
  const access = { until: new Date(Date.now() + 30 * 86_400_000).toISOString() };
  const retention = { duration: 'P30D', location: 'EU', onEnd: 'delete' as const };
  const asked = { actions: ['read' as const], datatypes: ['issues'], purpose, fields, access, retention };
  const { url, handle } = await restart().ask({ details: [{ ...asked, recipients: [] }], redirectUri });
  const consent = await restart().exchange({ callbackUrl: gateway.owner.give(url), handle });
  return { gateway, consent, restart, key };
}

test('a consent is there after a restart, with its end', async () => {
  const { gateway, consent, restart } = await given();
  expect((await restart().resumeSaved(consent.id))?.until).toBe(consent.until);
  gateway.owner.withdraw();
  await consent.status();
  expect((await restart().resumeSaved(consent.id))?.ended?.status).toBe('withdrawn');
});

test('what happened to a consent is told by a code', async () => {
  const { gateway, consent } = await given();
  expect(await firstTitle(consent)).toBe('The line drops');
  gateway.owner.pause();
  expect(await firstTitle(consent)).toBe('Paused until the owner resumes it');
  gateway.owner.withdraw();
  expect(await firstTitle(consent)).toMatch(/^Over: delete what you have by 20/);
});

test('photos are saved as they come', async () => {
  const { gateway, consent } = await given();
  const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]);
  const id = gateway.owner.attach('item_1', { mediaType: 'image/jpeg', bytes });
  gateway.owner.attach('item_1', { mediaType: 'text/plain', bytes: new TextEncoder().encode('It drops') });
  const issue = await consent.issues.get('item_1', { purpose });
  const saved = new Map<string, ArrayBuffer>();
  await savePhotos(consent, issue, async (name, body) => {
    saved.set(name, await new Response(body).arrayBuffer());
  });
  expect([...saved]).toEqual([[id, bytes.buffer]]);
});

test('what the owner does is told, and acted on', async () => {
  const received: Request[] = [];
  const { gateway, consent, restart } = await given(async (request) => {
    received.push(request);
    return handle(request);
  });
  const stopped: string[] = [];
  const handle = await beTold(restart(), async (consentId) => void stopped.push(consentId));
  gateway.owner.pause();
  gateway.owner.withdraw();
  await gateway.delivered();
  expect(stopped).toEqual([consent.id]);
  expect(received).toHaveLength(3);
});

test('what has to go is erased and reported once', async () => {
  const { gateway, consent } = await given();
  const erased: unknown[] = [];
  const erase = async (...of: unknown[]): Promise<void> => void erased.push(of);
  await tidyUp(consent, erase);
  gateway.owner.withdraw();
  await tidyUp(consent, erase);
  await tidyUp(consent, erase);
  expect(erased).toEqual([['issues', ['title', 'attachments']]]);
  expect((await consent.status()).deletionReport.count).toBe(1);
});

test('a copy follows, and is erased at the end', async () => {
  const { gateway, consent, key } = await given();
  const erased: unknown[] = [];
  const erase = async (...of: unknown[]): Promise<void> => void erased.push(of);
  const client = clientThatKeepsCopies({ clientId, key, fetch: gateway.fetch }, erase);
  const copied = await client.at(gateway.origin).resume(consent.receipt);
  const copy = createMemoryCopy();
  expect([await refresh(copied, copy), await refresh(copied, copy)]).toEqual([1, 0]);
  gateway.owner.withdraw();
  await expect(refresh(copied, copy)).rejects.toMatchObject({ code: 'consent_withdrawn' });
  expect(erased).toEqual([[consent.id, 'issues']]);
  expect((await copied.status()).deletionReport.state).toBe('answered');
});

test('what was asked by an invitation is waited for, and given', async () => {
  const key = await generateVendorKey();
  const keys = [await publicVendorJwk(key)];
  const document = clientDocument({ clientId, clientName: 'Acme', redirectUris: [redirectUri], keys });
  const clock = { now: new Date() };
  const now = () => clock.now;
  const gateway = createFakeGateway({ client: document, now });
  const client = createVendorClient({ clientId, key, now, fetch: gateway.fetch });
  const fields = { issues: { required: ['title'] } };
  const access = { until: new Date(Date.now() + 30 * 86_400_000).toISOString() };
  const retention = { duration: 'P30D', location: 'EU', onEnd: 'delete' as const };
  const entry = { actions: ['read' as const], datatypes: ['issues'], purpose, fields, access, retention };
  const handle = await ask(client, `${gateway.origin}/invitation/code`, [{ ...entry, recipients: [] }]);
  gateway.owner.giveWaiting();
  clock.now = new Date(clock.now.getTime() + 60_000);
  expect((await wait(client, handle))?.version).toBe(1);
});
