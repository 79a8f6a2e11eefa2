import type { KnownVendor } from '@parley/protocol';
import { Link } from 'wouter';
import { useAllConsents } from '../../../gateway/all-consents.ts';
import { useRequests } from '../../../gateway/queries.ts';
import { useWords } from '../../../words/locale.tsx';
import { companyPath } from '../../company/company-path.ts';
import { companyName } from '../../requests/who/company-name.ts';
import { SameCompany } from './same-company.tsx';

/** Whether the company of an entry has asked: then they can be one. */
export function JoinCard({ entry }: { readonly entry: KnownVendor }) {
  const { companies } = useWords();
  const words = companies.known;
  const consents = useAllConsents();
  const requests = useRequests();
  const vendors = [...(consents.data ?? []), ...(requests.data ?? [])].map(({ vendor }) => vendor);
  const own = consents.data?.find(({ vendor }) => vendor.vendorId === entry.clientId)?.vendor;
  if (own !== undefined)
    return (
      <p>
        {words.sharing(companyName(own))} <Link href={companyPath(own.vendorId)}>{words.toCompany}</Link>
      </p>
    );
  const others = new Map(vendors.map((vendor) => [vendor.vendorId, vendor]));
  return [...others.values()].map((vendor) => (
    <SameCompany key={vendor.vendorId} vendor={vendor} only={entry} />
  ));
}
