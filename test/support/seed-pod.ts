import { createItem, type Pod, saveVendor } from '@parley/pod-client';
import { categories, type DataCategory, type DataItem, type FieldValue } from '@parley/protocol';
import { plant } from './canaries/plant.ts';

/** What an owner writes is seen by whom she gives it to, and stands nowhere else. Instants stand in logs by themselves. */
export function plantTexts(fields: Readonly<Record<string, FieldValue>>): void {
  const texts = Object.values(fields).filter((value) => Number.isNaN(Date.parse(String(value))));
  plant('value of an item', ...texts);
}

export const categoryOf = (name: string): DataCategory => {
  const category = categories.get(name);
  if (category === undefined) throw new Error(`There is no category ${name}.`);
  return category;
};

/** Enters a vendor into the owner's `vendors.ttl`: its entry's id is what items name as their audience. */
export async function knowVendor(pod: Pod, vendor: { id: string; clientId: string }): Promise<void> {
  await saveVendor(pod, { vendor: { ...vendor, name: vendor.id, circles: [] } });
}

/** An issue addressed to one vendor. */
export function addIssue(
  pod: Pod,
  vendor: string,
  fields: Readonly<Record<string, FieldValue>>,
): Promise<DataItem> {
  const all = { state: 'open', kind: 'fault', ...fields };
  plantTexts(fields);
  return createItem(pod, { category: categoryOf('issues'), fields: all, audience: [vendor] });
}

export function addPreference(
  pod: Pod,
  audience: DataItem['audience'],
  fields: Readonly<Record<string, FieldValue>>,
): Promise<DataItem> {
  const all = { strength: 'prefer', ...fields };
  plantTexts(fields);
  return createItem(pod, { category: categoryOf('preferences'), fields: all, audience });
}
