import type { Crm, CrmItem, RecordWrite } from '../crm.ts';
import { createKeyedDigest } from '../loop-guard/keyed-digest.ts';
import { mapChange } from '../map-change.ts';
import { CARE, consentOf, entryOf, START } from './consents.ts';

const keyed = createKeyedDigest(new Uint8Array(32).fill(5));

/** What a connector would give to a CRM for one item whose fields were all approved. */
export async function writesOf(crm: Crm, category: string, item: CrmItem): Promise<readonly RecordWrite[]> {
  const names = Object.keys(item).filter((name) => name !== 'id');
  const consent = consentOf([entryOf({ fields: { [category]: names } })]);
  const mapping = { crm, keyed, consent, purpose: CARE, now: START };
  const { writes = [] } = await mapChange(mapping, { category, id: item.id, type: 'upserted', item });
  return writes;
}

export const TO = { owner: { gateway: 'https://gateway.example', subject: 'sub_a' } };
