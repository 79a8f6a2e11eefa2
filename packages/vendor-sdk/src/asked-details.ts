import { askedDetailsSchema, type Categories, DATA_ACCESS } from '@parley/protocol';
import { VendorSdkError } from './errors.ts';
import type { AccessRequestEntry } from './gateway-client.ts';

/**
 * What is asked, as it is signed. Equal entries give equal texts: what was deferred is asked again to the letter.
 *
 * @throws {invalid_options}
 */
export function askedDetails(
  entries: readonly AccessRequestEntry[],
  resource: string,
  categories: Categories,
): string {
  const details = entries.map((entry) => ({ ...entry, type: DATA_ACCESS, locations: [resource] }));
  const checked = askedDetailsSchema(categories).safeParse(details);
  if (checked.success) return JSON.stringify(checked.data);
  const faults = checked.error.issues.map(({ path, message }) => `details.${path.join('.')}: ${message}`);
  throw new VendorSdkError('invalid_options', { detail: faults.join('; ') });
}
