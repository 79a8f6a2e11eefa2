import { useMemo } from 'react';
import { useAllConsents } from '../../gateway/all-consents.ts';
import { companyName, hostOf } from '../requests/who/company-name.ts';

/** The name that a company has given itself, for its id in an entry; with its host, where another company uses the same name. */
export function useCompanyNames(): (vendorId: string) => string {
  const { data } = useAllConsents();
  return useMemo(() => nameIn((data ?? []).map(({ vendor }) => vendor)), [data]);
}

/** One that is not among them is called by its host. */
export function nameIn(companies: readonly Named[]): (vendorId: string) => string {
  const names = namesOf(companies);
  return (vendorId) => names.get(vendorId) ?? hostOf({ vendorId }) ?? vendorId;
}

interface Named {
  readonly vendorId: string;
  readonly name: string;
  readonly clientHost?: string | undefined;
}

/** By their ids. Whoever takes the name of another one is told from it. */
export function namesOf(companies: readonly Named[]): Map<string, string> {
  const each = new Map(companies.map((company) => [company.vendorId, company]));
  const users = new Map<string, number>();
  for (const company of each.values()) {
    const name = companyName(company).toLowerCase();
    users.set(name, (users.get(name) ?? 0) + 1);
  }
  return new Map(
    [...each.values()].map((company) => {
      const name = companyName(company);
      const isShared = (users.get(name.toLowerCase()) ?? 0) > 1;
      return [company.vendorId, isShared ? `${name} (${hostOf(company) ?? company.vendorId})` : name];
    }),
  );
}
