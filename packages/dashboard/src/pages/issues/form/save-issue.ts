import {
  createItem,
  isPodError,
  type ParsedVendors,
  type Pod,
  readVendors,
  saveVendor,
  updateItem,
} from '@parley/pod-client';
import type { DataItem, FieldValue, KnownVendor } from '@parley/protocol';
import type { ItemChange } from '../../my-data/form/item-draft.ts';
import { issueCategory } from '../issue-category.ts';
import { notListed } from './choosable.ts';

interface Saving {
  readonly change: ItemChange;
  /** As it was last seen. Absent: a new one. */
  readonly seen?: DataItem | undefined;
  readonly known: ParsedVendors | undefined;
}

/**
 * Writes an issue into the pod. Companies that it is for and that are not listed yet are entered first.
 *
 * @throws {PodError} `conflict`: it is no longer as it was seen; as `createItem` and `updateItem`
 */
export async function saveIssue(pod: Pod, { change, seen, known }: Saving): Promise<DataItem> {
  const { audience } = change;
  for (const vendor of notListed(audience, known)) await listVendor(pod, vendor);
  if (seen !== undefined)
    return updateItem(pod, { category: issueCategory, item: seen, fields: change.fields, audience });
  const fields: Record<string, FieldValue> = { state: 'open' };
  for (const [name, value] of Object.entries(change.fields)) if (value !== undefined) fields[name] = value;
  return createItem(pod, { category: issueCategory, fields, audience });
}

/** Where an attempt before has entered it, it is there already. */
export async function listVendor(pod: Pod, vendor: KnownVendor): Promise<void> {
  try {
    await saveVendor(pod, { vendor });
  } catch (fault) {
    if (!isPodError(fault) || fault.code !== 'conflict') throw fault;
    const { vendors } = await readVendors(pod);
    if (!vendors.some(({ id, clientId }) => id === vendor.id && clientId === vendor.clientId)) throw fault;
  }
}
