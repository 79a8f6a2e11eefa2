import type { ItemGround } from './bookkeeping/write-down.ts';
import type { ItemChange } from './connector.ts';
import { type ConsentInForce, capturedAt, covers, entryInForce, goneBy } from './consent/consent-in-force.ts';
import type { Crm, ItemContext, MappedRecord, MarkedField, RecordWrite } from './crm.ts';
import { CrmConnectorError } from './errors.ts';
import { type KeyedDigest, markOf } from './loop-guard/keyed-digest.ts';
import { validUntil } from './mapping/map-fields.ts';

/** A change as the book and the CRM take it. Without `writes`: the item is gone. */
export interface MappedChange {
  readonly ground: ItemGround;
  readonly writes?: readonly RecordWrite[];
}

export interface Mapping {
  readonly crm: Crm;
  readonly keyed: KeyedDigest;
  readonly consent: ConsentInForce;
  readonly purpose: string;
  readonly now: Date;
}

/** @throws {unknown_category} {not_covered} {consent_over} */
export async function mapChange(mapping: Mapping, change: ItemChange): Promise<MappedChange> {
  const { crm, keyed, consent, purpose, now } = mapping;
  const { category, id } = change;
  const place = { consentId: consent.id, purpose, category, itemId: id };
  if (change.type === 'removed') return { ground: place };
  const entry = entryInForce(consent, purpose, now);
  if (!covers(entry, category, 'id')) throw new CrmConnectorError('not_covered', { detail: 'the category' });
  const fields = Object.entries(change.item).filter(
    ([name, value]) => value !== undefined && covers(entry, category, name),
  );
  const item = { ...Object.fromEntries(fields), id };
  const end = goneBy(entry);
  const until = end === undefined ? {} : { goneBy: end };
  const { gateway, subject } = consent;
  const idOf = async (...parts: string[]): Promise<string> =>
    `parley-${await keyed.digest('id', gateway, subject, ...parts)}`;
  const context: ItemContext = {
    ...{ category, purpose, consentId: consent.id, ...until },
    ...{ capturedAt: capturedAt(consent), until: entry.access.until },
    ids: {
      item: await idOf('item', category, id),
      owner: await idOf('owner'),
      consentOfItem: await idOf('consent', consent.id, purpose, category, id),
    },
  };
  const records = crm.map(item, context);
  const writes = await Promise.all(records.map((record) => withMarks(record, { keyed, context })));
  return { ground: { ...place, ...until, ...validUntil(item) }, writes };
}

async function withMarks(
  record: MappedRecord,
  { keyed, context }: { readonly keyed: KeyedDigest; readonly context: ItemContext },
): Promise<RecordWrite> {
  const { externalId } = record;
  const marked = Object.entries(record.fields).map(async ([name, field]) => {
    const mark = await markOf(keyed, { externalId, value: field.value });
    return [name, { ...field, mark }] satisfies [string, MarkedField];
  });
  return { ...record, fields: Object.fromEntries(await Promise.all(marked)), kept: [], context };
}
