// A support desk with a database of its own, from the first look to the proof that all of it is gone; and the same with the gateway killed on the way.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readItem, updateItem } from '@parley/pod-client';
import {
  type DataItem,
  issueEvents,
  type MeasuredIssue,
  measureConversation,
  type ThreadMessage,
} from '@parley/protocol';
import { type Issue, measure } from '@parley/vendor-sdk';
import { type Acme, startAcme } from 'acme-support-desk';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type Browser, createBrowser } from '../../scripts/support/browser.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { createDeskDatabase, type DeskDatabase } from '../support/desk-database.ts';
import { type GatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { passLeases } from '../support/pass-leases.ts';
import { addIssue, addPreference, categoryOf, knowVendor } from '../support/seed-pod.ts';
import { startSolidOs } from '../support/solid-os.ts';
import { createTestDatabase } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';

const category = categoryOf('issues');
const patience = { timeout: 180_000, interval: 500 };

let folder: string;
let database: DeskDatabase;
let gateway: GatewayProcess;
let environment: Record<string, string>;
let acme: Acme;
/** Where the team works. */
let team: Browser;

beforeAll(async () => {
  const [cssUrl, postgresUrl] = [inject('cssUrl'), inject('postgresUrl')];
  folder = await mkdtemp(join(tmpdir(), 'parley-desk-'));
  const [port, acmePort] = [await freePort(), await freePort()];
  environment = {
    PARLEY_ORIGIN: `http://localhost:${port}`,
    PARLEY_PORT: String(port),
    PARLEY_LOCAL: '1',
    PARLEY_LOCAL_ORIGINS: [new URL(cssUrl).origin, `http://localhost:${acmePort}`].join(','),
    PARLEY_DATA: join(folder, 'gateway'),
    PARLEY_LOG: 'error',
    DATABASE_URL: await createTestDatabase(postgresUrl),
  };
  gateway = await startGatewayProcess(environment);
  database = await createDeskDatabase(postgresUrl);
  acme = await startAcme({
    port: acmePort,
    gateway: origin(),
    databaseUrl: database.url,
    dataDir: join(folder, 'acme'),
    // What failed is tried again soon; what nobody told of is not looked at.
    pace: { lookEveryMs: 2_000, staleMs: 3_600_000 },
  });
  team = createBrowser();
  await team.submit(`${acme.team.url}/sign-in`, { password: acme.team.password });
});

afterAll(async () => {
  await acme?.stop();
  await database?.drop();
  await gateway?.kill();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

const origin = (): string => environment['PARLEY_ORIGIN'] ?? '';
const inbox = async () => (await team.open(acme.team.url)).text;
async function query(text: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: environment['DATABASE_URL'] });
  await client.connect();
  return client
    .query(text, values)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

const isWatched = async (consentId: string): Promise<boolean> =>
  (await query('SELECT FROM watched_copy WHERE consent_id = $1 AND is_known', [consentId])).length > 0;

const killed = async (): Promise<void> => {
  await gateway.kill();
  gateway = await startGatewayProcess(environment);
  await passLeases(query);
};

async function connect(owner: TestOwner): Promise<string> {
  const browser = createBrowser();
  const page = await browser.submit(`${acme.url}connect`, {});
  const request = await owner.app.claim(page.url, browser);
  const { consentId, continueUrl } = await request.give(request.details);
  await browser.open(continueUrl);
  return consentId ?? '';
}

/** What the team does: it opens the issue, writes, and presses twice. */
async function answer(title: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const paths = [...(await inbox()).matchAll(/href="(\/team\/consents\/[^"]+)"[^>]*>([^<]*)</g)];
  const path = paths.find(([, , shown]) => shown === title)?.[1] ?? '';
  const address = new URL(path, acme.url).href;
  const [, key = ''] = /name="key" value="([^"]+)"/.exec((await team.open(address)).text) ?? [];
  for (const _press of [1, 2]) {
    const sent = await team.submit(`${address}/reply`, { key, ...fields });
    expect(sent.text).toContain(fields['content']);
    expect(sent.url).toBe(`${address}?sent`);
  }
}

describe.each([
  ['from the first look to the proof that it is gone', 'A', async (): Promise<void> => undefined],
  ['with the gateway killed between any two steps', 'B', killed],
] as const)('a support desk, %s', { timeout: 600_000 }, (_name, mark, between) => {
  const titles = [1, 2, 3, 4, 5].map((number) => `Fault ${number} of ${mark}`);
  const [described, wished] = [`described by ${mark} alone`, `wished by ${mark} alone`];
  let owner: TestOwner;
  let consentId: string;
  const items: DataItem[] = [];

  const inPod = () => Promise.all(items.map(({ id }) => readItem(owner.pod, { category, id })));
  const openIssue = async (title = '') =>
    void items.push(await addIssue(owner.pod, 'acme', { title, description: described }));
  const heldIssues = async (): Promise<Issue[]> =>
    (
      await database.rows<{ body: Issue }>(
        `SELECT body FROM item WHERE consent_id = '${consentId}' AND category = 'issues'`,
      )
    ).map(({ body }) => body);
  const heldTitles = async () => (await heldIssues()).map(({ title }) => title).sort();

  beforeAll(async () => {
    owner = await createTestOwner({ cssUrl: inject('cssUrl'), gateway: origin() });
    await knowVendor(owner.pod, { id: 'acme', clientId: acme.clientId });
    await addPreference(owner.pod, ['acme'], { topic: 'contact', statement: wished });
    for (const title of titles.slice(1)) await openIssue(title);
  });
  afterAll(() => owner?.close());

  it('has a copy once the owner has agreed, and an issue that she opens later by the gateway’s word alone', async () => {
    consentId = await connect(owner);
    await between();
    await expect.poll(heldTitles, patience).toEqual(titles.slice(1));
    // Told is what differs from what the gateway has seen once.
    await expect.poll(() => isWatched(consentId), patience).toBe(true);
    await openIssue(titles[0]);
    await between();
    await expect.poll(heldTitles, patience).toEqual(titles);
    await expect.poll(inbox, patience).toContain(titles[0]);
    expect(await database.everything()).toContain(wished);
  });

  it('answers, and each answer stands in the pod once, with what it proposes and that a person wrote it', async () => {
    await between();
    for (const title of titles) {
      await answer(title, { content: 'We have it', proposes: 'acknowledged' });
      await answer(title, { content: 'Is it well now?', proposes: 'fixed' });
      if (title === titles[2]) await between();
    }
    for (const { fields } of await inPod()) {
      const messages = fields['messages'] as ThreadMessage[];
      expect(messages.map(({ content, proposes, by }) => [content, proposes, by])).toEqual([
        ['We have it', 'acknowledged', 'person'],
        ['Is it well now?', 'fixed', 'person'],
      ]);
    }
  });

  it('hears that the owner has closed them, and both sides measure the same', async () => {
    for (const item of await inPod())
      await updateItem(owner.pod, { category, item, fields: { state: 'closed' } });
    await between();
    const states = async () =>
      (await heldIssues()).map(({ state, closedAt }) => state === 'closed' && closedAt !== undefined);
    await expect.poll(states, patience).toEqual(titles.map(() => true));
    const events = (await inPod()).flatMap(({ id, fields }) => {
      const { createdAt, closedAt, state, messages } = fields;
      return issueEvents({ id, createdAt, closedAt, state, messages } as MeasuredIssue);
    });
    const ours = measureConversation(events);
    expect(ours).toMatchObject({
      toPerson: { count: 5 },
      toConfirmedFix: { count: 5, median: expect.any(Number) },
    });
    expect(measure({ issues: await heldIssues() })).toMatchObject(ours);
    expect((await team.open(`${acme.team.url}/measures`)).text).toContain('0 % (0 of 5)');
  });

  it('has less in its database once the owner gives less', async () => {
    const [, item] = await inPod();
    if (item !== undefined) await updateItem(owner.pod, { category, item, fields: {}, audience: [] });
    const view = (await owner.app.consents()).find((each) => each.consentId === consentId);
    const fields = { issues: { required: ['title', 'state'], optional: ['messages'] } };
    const less = view?.details.map((entry) => ({ ...entry, datatypes: ['issues'], fields })) ?? [];
    expect(await database.everything()).toContain(described);
    await owner.app.narrow(consentId, less);
    await between();
    const found = async () => {
      const all = await database.everything();
      return [described, wished, String(item?.fields['title'])].filter((canary) => all.includes(canary));
    };
    await expect.poll(found, patience).toEqual([]);
    expect(await heldIssues()).toHaveLength(titles.length - 1);
  });

  it('has nothing in its database once the owner has withdrawn, and she has its signed word for it', async () => {
    await owner.app.withdraw(consentId);
    await between();
    const deletion = async () => (await owner.app.call('GET', `/consents/${consentId}`)).body;
    await expect.poll(deletion, patience).toMatchObject({
      status: 'withdrawn',
      deletion: { state: 'answered', reports: 2 },
    });
    const all = await database.everything();
    for (const canary of [...titles, described, wished, 'Is it well now?']) expect(all).not.toContain(canary);
    await expect.poll(inbox, patience).toMatch(/ended on [^<]*, deleted on [^<]*, report signed/);
    expect(await inbox()).not.toContain(titles[0]);
  });

  if (mark === 'A')
    it('has left its answers with the owner, as SolidOS reads them', async () => {
      // It tells each of its steps.
      vi.spyOn(console, 'log').mockReturnValue(undefined);
      const solidOs = await startSolidOs(owner);
      const page = await solidOs.open(`${owner.container}issues/${items[0]?.id}.ttl#this`);
      const words = () => page.messages().map(({ content }) => content);
      await expect.poll(words, patience).toEqual(['We have it', 'Is it well now?']);
      vi.restoreAllMocks();
    });
});
