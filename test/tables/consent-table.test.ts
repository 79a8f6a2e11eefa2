// The consent table against a running gateway, row by row, and against the model of a read.
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { modelEntry, namesOnStage, STAGE, setStage } from '../support/consent-stage.ts';
import { type ModelItem, modelRead } from '../support/read-model.ts';
import { CUSTOMER_CARE, careRequest, DIRECT_MARKETING } from '../support/requests.ts';
import { WAYS_TO } from '../support/table-consents.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';
import type { WireAnswer } from '../support/wire-vendor.ts';
import { CONSENT_ROWS, type Row, TERMS } from './consent-rows.ts';

const PURPOSES: Readonly<Record<string, string | undefined>> = {
  care: CUSTOMER_CARE,
  market: DIRECT_MARKETING,
  broader: 'https://w3id.org/dpv#CustomerRelationshipManagement',
  short: 'dpv:CustomerCare',
  twice: `${CUSTOMER_CARE}, ${CUSTOMER_CARE}`,
  none: undefined,
};

let gateway: TestGateway;
let vendors: Record<string, TestVendor>;
let alice: TestOwner;
/** Of each vendor the ids that it knows items under. */
const ids = new Map<string, ReadonlyMap<string, string>>();

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  const [acme, globex] = [await startTestVendor(), await startTestVendor({ name: 'Globex' })];
  vendors = { acme, globex };
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, globex.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await setStage(alice.pod, { acme: acme.clientId, globex: globex.clientId });
  for (const vendor of ['acme', 'globex']) ids.set(vendor, await idsOf(vendor));
});

afterAll(async () => {
  await alice?.close();
  for (const vendor of Object.values(vendors ?? {})) vendor.stop();
  await gateway?.stop();
});

const entriesOf = (terms: string) => (TERMS[terms] ?? []).map((parts) => careRequest(parts));
const obtain = (vendor: string, details: readonly object[]): Promise<WireConsent> =>
  obtainOnTheWire({ gateway, vendor: vendors[vendor] as TestVendor, owner: alice, details });

/** What tells one item of the stage from all others. */
const markOf = (fields: Readonly<Record<string, unknown>>): unknown =>
  fields['title'] ?? fields['statement'] ?? fields['email'] ?? fields['phone'];

async function idsOf(vendor: string): Promise<ReadonlyMap<string, string>> {
  const consent = await obtain(vendor, [
    careRequest({ ...entriesOf('all')[0], filter: { issues: { addressee: 'anyone' } } }),
  ]);
  const { accessToken, wire } = consent;
  const lists = await Promise.all(
    ['issues', 'preferences', 'contact'].map((category) =>
      wire.read(`/v1/${category}`, { accessToken, purpose: CUSTOMER_CARE }),
    ),
  );
  const seen = lists.flatMap(({ body }) => body['items'] as { id: string }[]);
  return new Map(
    STAGE.map(({ name, fields }) => [
      name,
      seen.find((each) => markOf({ ...each }) === markOf(fields))?.id ?? '',
    ]),
  );
}

/** One consent for all rows that need the same. */
const consents = new Map<string, Promise<WireConsent>>();
function consentFor({ status, terms, vendor }: Row): Promise<WireConsent> {
  const holder = vendor === 'thief' ? 'acme' : vendor;
  const key = [status, terms, holder].join();
  const known = consents.get(key);
  if (known !== undefined) return known;
  const made = obtain(holder, entriesOf(terms)).then(async (consent) => {
    await WAYS_TO[status]?.(consent, { gateway, owner: alice });
    return consent;
  });
  consents.set(key, made);
  return made;
}

async function carryOut(row: Row): Promise<WireAnswer> {
  const { accessToken, wire } = await consentFor(row);
  const [path = '', ...query] = row.read.split('?');
  const [category, name] = path.split('/');
  const known = ids.get(row.vendor === 'globex' ? 'globex' : 'acme');
  const id = name === undefined ? '' : `/${known?.get(name) || `item_${'A'.repeat(22)}`}`;
  const purpose = PURPOSES[row.purpose];
  const by =
    row.vendor === 'thief' ? (await consentFor({ ...row, status: 'given', vendor: 'globex' })).wire : wire;
  return by.read(`/v1/${category}${id}${query.map((each) => `?${each}`)}`, {
    accessToken,
    ...(purpose === undefined ? {} : { purpose }),
  });
}

/** The items that a row names, with those of its fields that they have. */
function itemsIn({ outcome, vendor }: Row): { id: string }[] {
  if (!outcome.startsWith('200')) return [];
  const [names = '', fields = ''] = outcome.slice('200'.length).split(':');
  const words = (text: string) => text.split(' ').filter((word) => word !== '');
  return words(names).map((name) => {
    const { fields: all } = STAGE.find((each) => each.name === name) as ModelItem;
    const shown = words(fields).filter((field) => Object.hasOwn(all, field));
    return {
      id: ids.get(vendor)?.get(name) ?? '',
      ...Object.fromEntries(shown.map((field) => [field, all[field]])),
    };
  });
}

const byId = (one: object, other: object) =>
  (one as { id: string }).id < (other as { id: string }).id ? -1 : 1;

const disclosures = async (): Promise<number> =>
  (await gateway.query("SELECT FROM journal WHERE body::jsonb ->> 'outcome' = 'disclosed'")).length;

describe('a read', () => {
  it.each(CONSENT_ROWS)('$status | $terms | $vendor | $purpose | $read → $outcome', async (row) => {
    await consentFor(row);
    if (row.vendor === 'thief') await consentFor({ ...row, status: 'given', vendor: 'globex' });
    const hold = (at: string) =>
      gateway.query(`UPDATE vendor SET held_at = ${at} WHERE vendor_id = $1`, [vendors['globex']?.clientId]);
    if (row.status === 'held') await hold('now()');
    // As after the staleness bound.
    if (row.status === 'deleted in the pod') await gateway.restart();
    const before = await disclosures();
    const answer = await carryOut(row);
    if (row.status === 'held') await hold('null');
    const isAnswered = row.outcome.startsWith('200');
    expect((await disclosures()) - before).toBe(isAnswered ? 1 : 0);
    if (isAnswered) {
      expect(answer.status).toBe(200);
      const items = (answer.body['items'] ?? [answer.body]) as object[];
      expect([...items].sort(byId)).toEqual(itemsIn(row).sort(byId));
      return;
    }
    const { code, consent_status: state } = answer.body;
    expect([answer.status, code, state].filter((each) => each !== undefined).join(' ')).toBe(row.outcome);
    expect(answer.body).not.toHaveProperty('items');
  });

  it('comes out in the model as in the table, where the consent is given', () => {
    const now = new Date();
    const given = CONSENT_ROWS.filter(
      ({ status, vendor, read }) => status === 'given' && vendor !== 'thief' && !/limit|cursor/.test(read),
    );
    expect(given.length).toBeGreaterThan(90);
    for (const row of given) {
      const [path = '', query = ''] = row.read.split('?');
      const [category = '', item] = path.split('/');
      const said = modelRead(
        {
          purpose: PURPOSES[row.purpose],
          category,
          item,
          query: Object.fromEntries(
            [...new URLSearchParams(query)].map(([name, list]) => [name, list.split(',')]),
          ),
        },
        {
          entries: entriesOf(row.terms).map((entry) => modelEntry(entry, now)),
          items: STAGE,
          names: namesOnStage(row.vendor),
          now,
        },
      );
      if ('refused' in said) {
        expect(row.outcome.split(' ')[1], row.read).toBe(said.refused);
        continue;
      }
      const named = new Map([...(ids.get(row.vendor) ?? [])].map(([name, id]) => [id, name]));
      const expected = itemsIn(row).map(({ id, ...fields }) => [named.get(id), fields]);
      expect(Object.fromEntries(said.items), row.read).toEqual(Object.fromEntries(expected));
    }
  });
});
