import type { RequestView } from '@parley/protocol';
import { Card } from '../../../design/card.tsx';
import { FactList } from '../../../design/fact-list.tsx';
import { Notice } from '../../../design/notice.tsx';
import { Soft } from '../../../design/stack.tsx';
import { TheirWords } from '../../../design/their-words.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { SameCompany } from '../../companies/known/same-company.tsx';
import { hostOf, mixesAlphabets } from './company-name.ts';
import { VendorHost } from './vendor-host.tsx';
import { VendorLinks } from './vendor-links.tsx';

/** Who it is, by what is certain: the address of what it is known by. Everything else is its own word. */
export function WhoAsks({ request }: { readonly request: RequestView }) {
  const { request: words } = useWords();
  const formats = useFormats();
  const { vendor, cameBy, bindingMessage } = request;
  const host = hostOf(vendor);
  return (
    <Card title={words.who.title}>
      <p>
        <strong>
          <TheirWords most={80}>{vendor.name}</TheirWords>
        </strong>
      </p>
      {vendor.held && (
        <Notice tone="warn">
          <h3>{words.who.heldTitle}</h3>
          <p>{words.who.held}</p>
        </Notice>
      )}
      {mixesAlphabets(vendor.name) && <Notice tone="warn">{words.who.mixed}</Notice>}
      <FactList
        facts={[
          vendor.legalName === undefined
            ? undefined
            : { name: words.who.legalName, value: <TheirWords most={120}>{vendor.legalName}</TheirWords> },
          host === undefined
            ? undefined
            : { name: words.who.host, value: <VendorHost vendor={vendor} host={host} /> },
          { name: words.who.asked, value: formats.dayAndTime(request.askedAt) },
        ]}
      />
      {host === undefined && <Soft>{words.who.byOperator}</Soft>}
      <p>
        {words.who.cameBy[cameBy]}
        {bindingMessage !== undefined && (
          <>
            {' '}
            {words.who.about}{' '}
            <strong>
              <TheirWords most={80}>{bindingMessage}</TheirWords>
            </strong>
          </>
        )}
      </p>
      <VendorLinks vendor={vendor} />
      <SameCompany vendor={vendor} />
    </Card>
  );
}
