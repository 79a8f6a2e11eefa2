import { useMemo } from 'react';
import { useAllConsents } from '../../gateway/all-consents.ts';
import { useCompanyNames } from './use-company-names.ts';

/** Every company that something was ever shared with, by name. */
export function useCompanies() {
  const { data } = useAllConsents();
  const nameOf = useCompanyNames();
  const companies = useMemo(() => {
    const ids = new Set((data ?? []).map(({ vendor }) => vendor.vendorId));
    return [...ids]
      .map((vendorId) => ({ vendorId, name: nameOf(vendorId) }))
      .sort((a, b) => a.name.localeCompare(b.name));
  }, [data, nameOf]);
  return { companies, nameOf };
}
