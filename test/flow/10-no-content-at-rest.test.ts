import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createItem } from '@parley/pod-client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freePort } from '../../scripts/support/free-port.ts';
import { CUSTOMER_CARE, careRequest, DIRECT_MARKETING } from '../support/requests.ts';
import { addIssue, addPreference, categoryOf, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let consent: WireConsent;
let metricsPort: number;

/** Words that nobody else writes: wherever one shows up, content has leaked. */
const canaries = {
  title: `canary-title-${randomUUID()}`,
  description: `canary-description-${randomUUID()}`,
  statement: `canary-statement-${randomUUID()}`,
  topic: `canary-topic-${randomUUID()}`,
  email: `canary-email-${randomUUID()}@example.org`,
  phone: `canary-phone-${randomUUID()}`,
  street: `canary-street-${randomUUID()}`,
};

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  metricsPort = await freePort();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
    settings: { PARLEY_METRICS_PORT: String(metricsPort) },
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: canaries.title, description: canaries.description });
  await addPreference(alice.pod, 'everyone', { topic: canaries.topic, statement: canaries.statement });
  const { email, phone, street } = canaries;
  const fields = { kind: 'card', email, phone, street };
  await createItem(alice.pod, { category: categoryOf('contact'), fields, audience: ['acme'] });
  const { datatypes, fields: careFields } = careRequest();
  const asked = careRequest({
    datatypes: [...datatypes, 'contact'],
    fields: { ...careFields, contact: { required: ['email', 'phone', 'street'] } },
  });
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [asked] });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

const read = (path: string) =>
  consent.wire.read(path, { accessToken: consent.accessToken, purpose: CUSTOMER_CARE });

/** The owner looks at the same, and asks for it by a word of it; once in a way that is refused. */
async function preview(item: string): Promise<void> {
  const look = async (query: string) =>
    JSON.stringify((await alice.app.call('GET', `/consents/${consent.consentId}/preview?${query}`)).body);
  expect(await look(`topics=${canaries.topic}`)).toContain(canaries.statement);
  expect(await look(`category=issues&item=${item}`)).toContain(canaries.description);
  expect(await look(`topics=${canaries.topic}&limit=0`)).toContain('invalid_request');
}

/** Every row of every table, as text: bytes both as hex and as what they spell. */
async function dumpDatabase(): Promise<string> {
  const tables = await gateway.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  expect(tables.length).toBeGreaterThan(10);
  const dumps = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await gateway.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
      return JSON.stringify(rows, (_key, value) =>
        value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
      );
    }),
  );
  return dumps.join('\n');
}

async function dumpDataFolder(): Promise<string> {
  const files = await readdir(gateway.dataDir, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => readFile(join(file.parentPath, file.name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
}

describe('after a whole flow', () => {
  it('the vendor has read the content', async () => {
    const issues = await read('/v1/issues');
    const preferences = await read('/v1/preferences');
    const contact = await read('/v1/contact?kinds=card');
    expect(issues.text).toContain(canaries.title);
    expect(preferences.text).toContain(canaries.statement);
    for (const name of ['email', 'phone', 'street'] as const) expect(contact.text).toContain(canaries[name]);
    const [item] = issues.body['items'] as { id: string }[];
    const details = await read(`/v1/issues/${item?.id}`);
    expect(details.text).toContain(canaries.description);
    await read('/v1/issues?states=closed&fields=nothing');
    await preview(item?.id ?? '');
    await alice.app.withdraw(consent.consentId);
    expect((await read('/v1/issues')).status).toBe(401);
  });

  it('A55a, A55d no table, no log line and no file of the gateway holds a word of it', async () => {
    const places = {
      database: await dumpDatabase(),
      log: gateway.logLines.join(''),
      folder: await dumpDataFolder(),
    };
    for (const [place, text] of Object.entries(places)) {
      for (const canary of Object.values(canaries))
        expect(text.includes(canary), `a canary in the ${place}`).toBe(false);
    }
    expect(places.log.length).toBeGreaterThan(0);
    expect(places.database).toContain(consent.consentId);
  });

  it('A55a, A55d WebIDs, addresses of pods, tokens and codes are in no table and no log line', async () => {
    const database = await dumpDatabase();
    const log = gateway.logLines.join('');
    for (const secret of [
      alice.webId,
      alice.podUrl,
      alice.container,
      consent.accessToken,
      consent.refreshToken,
    ]) {
      expect(database.includes(secret)).toBe(false);
      expect(log.includes(secret)).toBe(false);
    }
    expect(log.includes(consent.receipt)).toBe(false);
  });

  it('A55b no answer that refuses says any of it, whatever is asked with it', async () => {
    const { wire, accessToken, refreshToken, receipt } = consent;
    const read = (path: string, purpose?: string) =>
      wire.read(path, { accessToken, ...(purpose === undefined ? {} : { purpose }) });
    const answers = await Promise.all([
      read('/v1/issues', CUSTOMER_CARE),
      read('/v1/issues', DIRECT_MARKETING),
      read('/v1/issues'),
      read(`/v1/issues?limit=0&fields=${canaries.title}`, CUSTOMER_CARE),
      read(`/v1/issues/${canaries.title}`, CUSTOMER_CARE),
      read(`/v1/${canaries.topic}`, CUSTOMER_CARE),
      read(`/v1/issues?cursor=${accessToken}`, CUSTOMER_CARE),
      wire.read('/v1/issues', { accessToken: `${accessToken.slice(0, -6)}AAAAAA`, purpose: CUSTOMER_CARE }),
      wire.read('/v1/issues', { accessToken: refreshToken, purpose: CUSTOMER_CARE }),
      renew(wire, { refreshToken }),
      renew(wire, { receipt }),
      wire.token({ grant_type: receipt, code: refreshToken }),
      wire.push({ details: [{ type: canaries.statement, locations: [alice.webId] }] }),
      wire.ask({ details: [], hint: alice.webId }),
      wire.call(`/v1/consents/${canaries.title}`),
      wire.call(`/v1/consents/${consent.consentId}/deletion-report`, {
        method: 'POST',
        body: { note: alice.webId },
      }),
    ]);
    const secrets = [...Object.values(canaries), ...[alice.webId, alice.podUrl, accessToken, refreshToken]];
    for (const { status, text, headers } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      const said = text + JSON.stringify([...headers]);
      for (const secret of secrets) expect(said.includes(secret), `${status} repeats a canary`).toBe(false);
      expect(said).not.toMatch(/ at \w+.*:\d+:\d+/);
    }
  });

  it('A55c no label of the metrics does', async () => {
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    expect(metrics).toContain('parley_consent_acts_total');
    const { accessToken, refreshToken, consentId } = consent;
    for (const secret of [
      ...Object.values(canaries),
      alice.webId,
      alice.podUrl,
      accessToken,
      refreshToken,
      consentId,
      acme.clientId,
    ])
      expect(metrics.includes(secret)).toBe(false);
  });
});
