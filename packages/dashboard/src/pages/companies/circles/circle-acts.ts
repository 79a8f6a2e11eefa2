import {
  type KnownCircle,
  type Pod,
  readVendors,
  removeVendor,
  saveCircle,
  saveVendor,
} from '@parley/pod-client';
import type { KnownVendor } from '@parley/protocol';
import type { Company } from '../company.ts';
import { newEntryOf } from '../known/new-entry.ts';

interface Membership {
  readonly company: Company;
  readonly circle: KnownCircle;
}

/**
 * Puts a company into a circle. One that the person has not entered yet is entered for it. What is there now counts, whatever the page shows.
 *
 * @throws {PodError} as `saveVendor`
 */
export async function putIntoCircle(pod: Pod, { company, circle }: Membership): Promise<void> {
  const before = await entryNow(pod, company);
  const vendor = before ?? (company.vendor === undefined ? company.entry : newEntryOf(company.vendor));
  if (vendor === undefined || vendor.circles.includes(circle.id)) return;
  await saveVendor(pod, {
    vendor: { ...vendor, circles: [...vendor.circles, circle.id] },
    ...(before === undefined ? {} : { before }),
  });
}

/** Takes a company out of a circle. @throws {PodError} as `saveVendor` */
export async function takeOutOfCircle(pod: Pod, { company, circle }: Membership): Promise<void> {
  const before = await entryNow(pod, company);
  if (before === undefined || !before.circles.includes(circle.id)) return;
  const circles = before.circles.filter((id) => id !== circle.id);
  await saveVendor(pod, { vendor: { ...before, circles }, before });
}

/** Deletes a circle, and its companies are in it no more. @throws {PodError} as `removeVendor` */
export const deleteCircle = (pod: Pod, circle: KnownCircle): Promise<void> =>
  removeVendor(pod, { id: circle.id });

/** Makes a circle that was deleted again, with the companies that were in it. @throws {PodError} as `saveCircle` */
export async function restoreCircle(
  pod: Pod,
  { circle, members }: { readonly circle: KnownCircle; readonly members: readonly Company[] },
): Promise<void> {
  await saveCircle(pod, { circle });
  for (const company of members) await putIntoCircle(pod, { company, circle });
}

async function entryNow(pod: Pod, { entry, vendor }: Company): Promise<KnownVendor | undefined> {
  const { vendors } = await readVendors(pod);
  return vendors.find(
    ({ id, clientId }) => id === entry?.id || (vendor !== undefined && clientId === vendor.vendorId),
  );
}
