import { plainWords } from '../../design/plain-words.ts';
import { useConsents } from '../../gateway/queries.ts';

/** The name that a company has given itself, for its id in an entry. */
export function useCompanyNames(): (vendorId: string) => string {
  const names = new Map(
    (useConsents().data ?? []).map(({ vendor }) => [vendor.vendorId, plainWords(vendor.name)]),
  );
  return (vendorId) => names.get(vendorId) ?? vendorId;
}
