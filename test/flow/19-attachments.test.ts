import type { ServerResponse } from 'node:http';
import { addAttachment } from '@parley/pod-client';
import type { Attachment, DataItem } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type MoodyPods, startMoodyPods } from '../support/moody-pods.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, categoryOf, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

type Owner = Awaited<ReturnType<MoodyPods['createOwner']>>;

const category = categoryOf('issues');
const FIELDS = {
  issues: { required: ['title'], optional: ['attachments'] },
  preferences: { required: ['topic'], optional: [] },
};
const START = Math.floor(Date.now() / 1_000) * 1_000;
const soon = { timeout: 60_000, interval: 250 };
let gateway: TestGateway;
let acme: TestVendor;
let pods: MoodyPods;
let alice: Owner;
let consent: WireConsent;
let issue: DataItem;
const attached = new Map<string, Attachment>();
const TEXTS: readonly (readonly [content: string, name?: string])[] = [
  ['It drops at nine.'],
  ['one', '../../etc/passwd'],
  ['two', 'a"; filename=b.html\'*(1).txt'],
  ['A photo'],
  ['A letter'],
  ['A list'],
  ['x'.repeat(2_000)],
  ['here'],
  ['y'.repeat(3_000)],
  ['once'],
];

const obtain = (access: object = {}) => {
  const asked = careRequest({ fields: FIELDS });
  const details = [{ ...asked, access: { ...asked.access, ...access } }];
  return obtainOnTheWire({ gateway, vendor: acme, owner: alice, details });
};

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  pods = await startMoodyPods(cssUrl);
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, pods.origin],
  });
  alice = await pods.createOwner(gateway.origin);
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  issue = await addIssue(alice.pod, 'acme', { title: 'The router is broken' });
  // All at once and before the first read: the gateway need not look again for each.
  for (const [content, name] of TEXTS) await add(content, name);
  consent = await obtain();
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  pods?.stop();
  await gateway?.stop();
});

const read = async (path: string, from = consent) =>
  from.wire.read(`/v1${path}`, { accessToken: from.accessToken, purpose: CUSTOMER_CARE });

async function download(path: string, from = consent): Promise<Response> {
  // For a nonce.
  await read('/consent', from);
  const headers = await from.wire.credentials('GET', `/v1${path}`, {
    accessToken: from.accessToken,
    purpose: CUSTOMER_CARE,
  });
  return fetch(`${gateway.origin}/v1${path}`, { headers });
}

async function add(content: string, name = 'note.txt'): Promise<Attachment> {
  const bytes = new TextEncoder().encode(content);
  const file = await addAttachment(alice.pod, {
    category,
    itemId: issue.id,
    mediaType: 'text/plain',
    bytes,
    name,
    // No two at one time: that is what they are told apart by.
    now: () => new Date(START + attached.size * 1_000),
  });
  attached.set(content, file);
  return file;
}

/** Attaches a text, and finds the path under which the vendor has it. */
async function attach(content: string, name = 'note.txt'): Promise<{ path: string; file: string }> {
  const file = attached.get(content) ?? (await add(content, name));
  return { path: await pathTo(file), file: `files/${file.id}` };
}

async function pathTo(file: Attachment): Promise<string> {
  const look = async () => {
    const { items } = (await read('/issues')).body as { items: { id: string }[] };
    const { id } = items[0] ?? {};
    const { body } = await read(`/issues/${id}`);
    const attachments = (body['attachments'] ?? []) as { id: string; createdAt?: string }[];
    const found = attachments.find(({ createdAt }) => createdAt === file.createdAt);
    return found && `/issues/${id}/attachments/${found.id}`;
  };
  await expect.poll(look, soon).toBeDefined();
  return (await look()) ?? '';
}

const serve = (file: string, own: (response: ServerResponse) => void) => pods.answers.set(file, own);

/** The newest entries that tell of a file, by their text. */
async function disclosures(): Promise<string[]> {
  const { body } = await alice.app.call('GET', '/ledger?kind=read&limit=200');
  const entries = (body as { entries: { body: string }[] }).entries.map((entry) => entry.body);
  return entries.filter((entry) => {
    const { fields, outcome } = JSON.parse(entry) as { fields?: string[]; outcome: string };
    return outcome === 'disclosed' && fields?.join() === 'attachments';
  });
}

const disclosedSince = async (before: readonly string[]) =>
  (await disclosures()).filter((entry) => !before.includes(entry)).length;

describe('a file that the owner has attached', () => {
  it('comes as it is in the pod, with nothing of the pod’s own headers, and each time in the ledger', async () => {
    const { path, file } = await attach('It drops at nine.');
    serve(file, (response) =>
      response
        .writeHead(200, {
          'content-type': 'text/plain',
          etag: '"pod"',
          link: '<acl>; rel="acl"',
          'x-pod': 'a',
        })
        .end('It drops at nine.'),
    );
    const before = await disclosures();
    const response = await download(path);
    expect(await response.text()).toBe('It drops at nine.');
    for (const name of ['etag', 'link', 'x-pod', 'wac-allow', 'last-modified'])
      expect(response.headers.get(name)).toBeNull();
    expect(await disclosedSince(before)).toBe(1);
  });

  it('has no name that is a path, or turns the text around it', async () => {
    const hostile = await attach('one', '../../etc/passwd');
    expect((await download(hostile.path)).headers.get('content-disposition')).toBe('attachment');
    const quoted = await attach('two', 'a"; filename=b.html\'*(1).txt');
    expect((await download(quoted.path)).headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''a%22%3B%20filename%3Db.html%27%2A%281%29.txt",
    );
  });

  it.each<[string, string, string, Record<string, string>]>([
    ['of another type', 'A photo', '<svg onload="x">', { 'content-type': 'image/svg+xml' }],
    ['that begins as a page', 'A letter', '<html>ab', { 'content-type': 'text/plain' }],
    [
      'of another length',
      'A list',
      'A list that grew',
      { 'content-type': 'text/plain', 'content-length': '16' },
    ],
  ])('is not there %s, and nothing is in the ledger', async (_what, content, served, headers) => {
    const { path, file } = await attach(content);
    const before = await disclosures();
    serve(file, (response) => response.writeHead(200, headers).end(served));
    const { status, body } = await read(path);
    expect([status, body['code']]).toEqual([404, 'not_found']);
    serve(file, (response) => response.writeHead(404).end());
    expect((await read(path)).body).toEqual({ ...body, instance: expect.any(String) });
    expect(await disclosedSince(before)).toBe(0);
  });

  it('is cut off where it is longer than was said, or ends before', async () => {
    const { path, file } = await attach('x'.repeat(2_000));
    for (const length of [1_999, 2_001]) {
      serve(file, (response) => {
        response.writeHead(200, { 'content-type': 'text/plain' });
        response.end('x'.repeat(length));
      });
      await expect(download(path).then((response) => response.text())).rejects.toThrow();
    }
  });

  it('leads nowhere else: a redirect is not followed, and a link to another place is no attachment', async () => {
    const { path, file } = await attach('here');
    serve(file, (response) => response.writeHead(302, { location: `${pods.origin}/elsewhere` }).end());
    expect((await read(path)).status).toBe(503);
    expect(pods.visits).not.toContain('GET /elsewhere');
    const before = (await read(path.replace(/\/attachments.*/, ''))).body['attachments'] as object[];
    const outside = `${alice.container}vendors.ttl`;
    const patched = await alice.fetch(`${alice.container}issues/${issue.id}.ttl`, {
      method: 'PATCH',
      headers: { 'content-type': 'text/n3' },
      body: `@prefix solid: <http://www.w3.org/ns/solid/terms#>. @prefix s: <https://schema.org/>.
        <> a solid:InsertDeletePatch; solid:inserts { <#this> <http://www.w3.org/2005/01/wf/flow#attachment> <${outside}>.
        <${outside}> s:encodingFormat "text/plain"; s:contentSize 4. }.`,
    });
    expect(patched.ok).toBe(true);
    await attach('behind it');
    const after = (await read(path.replace(/\/attachments.*/, ''))).body['attachments'] as object[];
    expect(after).toHaveLength(before.length + 1);
  });

  it('is not there by its name in the pod, nor by any other id', async () => {
    const { path, file } = await attach('here');
    const before = await disclosures();
    const inPod = file.replace(/^files\/|\..*$/g, '');
    const paths = [path.replace(/[^/]+$/, inPod), `${path}x`, path.replace('item_', 'item_x')];
    const [absent, ...others] = await Promise.all(paths.map((each) => read(each)));
    for (const { status, body } of others)
      expect([status, body]).toEqual([404, { ...absent?.body, instance: expect.any(String) }]);
    expect(await disclosedSince(before)).toBe(0);
  });

  it('trails to its end once it has begun, and is refused from the withdrawal on', async () => {
    const other = await obtain();
    const { path, file } = await attach('y'.repeat(3_000));
    const opened: ServerResponse[] = [];
    serve(file, (response) => {
      opened.push(response.writeHead(200, { 'content-type': 'text/plain' }));
      response.write('y'.repeat(1_000));
    });
    const before = await disclosures();
    const response = await download(path, other);
    expect(response.status).toBe(200);
    // Before its first byte.
    expect(await disclosedSince(before)).toBe(1);
    await alice.app.withdraw(other.consentId);
    expect((await read(path, other)).body).toMatchObject({
      code: 'invalid_token',
      consent_status: 'withdrawn',
    });
    opened[0]?.end('y'.repeat(2_000));
    expect(await response.text()).toBe('y'.repeat(3_000));
  });

  it('counts towards the daily limit', async () => {
    const { path } = await attach('once');
    const limited = await obtain({ maxReadsPerDay: 1 });
    expect((await read(path, limited)).status).toBe(200);
    expect((await read(path, limited)).body).toMatchObject({ code: 'read_limit' });
  });
});
