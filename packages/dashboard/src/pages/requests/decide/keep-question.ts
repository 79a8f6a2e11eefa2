import { createItem, type Pod, readVendors, saveVendor } from '@parley/pod-client';
import { categories, type KnownVendor, type VendorView } from '@parley/protocol';
import { newEntryOf } from '../../companies/known/new-entry.ts';

interface Question {
  readonly vendor: VendorView;
  readonly title: string;
  readonly question: string;
}

/**
 * Writes a question into the pod, addressed to this company alone; one that the person has not dealt with is entered first.
 *
 * @throws {PodError} as `createItem`
 */
export async function keepQuestion(pod: Pod, { vendor, title, question }: Question): Promise<void> {
  const issues = categories.get('issues');
  if (issues === undefined) throw new Error('there is no category of issues');
  const { id } = await knownVendor(pod, vendor);
  await createItem(pod, {
    category: issues,
    fields: { title, description: question, kind: 'question', state: 'open' },
    audience: [id],
  });
}

async function knownVendor(pod: Pod, view: VendorView): Promise<KnownVendor> {
  const { vendors } = await readVendors(pod);
  const known = vendors.find(({ clientId }) => clientId === view.vendorId);
  if (known !== undefined) return known;
  const vendor = newEntryOf(view);
  await saveVendor(pod, { vendor });
  return vendor;
}
