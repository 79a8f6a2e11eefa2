import { Card } from '../../design/card.tsx';
import { FactList } from '../../design/fact-list.tsx';
import { Notice } from '../../design/notice.tsx';
import { TheirWords } from '../../design/their-words.tsx';
import { useWords } from '../../words/locale.tsx';
import { hostOf, mixesAlphabets, webAddress } from '../requests/who/company-name.ts';
import { VendorHost } from '../requests/who/vendor-host.tsx';
import { VendorLinks } from '../requests/who/vendor-links.tsx';
import type { Company } from './company-of.ts';

/** Who it is: by what is certain, then by its own word, or the person's. */
export function AboutCard({ company: { vendor, known } }: { readonly company: Company }) {
  const { company: words, request } = useWords();
  const name = (vendor ?? known)?.name ?? '';
  const host = vendor && hostOf(vendor);
  const site = webAddress(known?.site);
  return (
    <Card title={words.about.title}>
      <p>
        <strong>
          <TheirWords most={80}>{name}</TheirWords>
        </strong>
      </p>
      {mixesAlphabets(name) && <Notice tone="warn">{request.who.mixed}</Notice>}
      <FactList
        facts={[
          vendor?.legalName === undefined
            ? undefined
            : { name: request.who.legalName, value: <TheirWords most={120}>{vendor.legalName}</TheirWords> },
          vendor === undefined || host === undefined
            ? undefined
            : { name: request.who.host, value: <VendorHost vendor={vendor} host={host} /> },
          vendor?.contacts === undefined
            ? undefined
            : {
                name: words.about.mail,
                value: <TheirWords>{vendor.contacts.join(', ')}</TheirWords>,
              },
        ]}
      />
      {vendor !== undefined && <VendorLinks vendor={vendor} />}
      {vendor === undefined && site !== undefined && (
        <p>
          <a href={site.href} target="_blank" rel="noreferrer">
            {request.who.site}
          </a>
        </p>
      )}
    </Card>
  );
}
