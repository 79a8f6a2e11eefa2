import type { VendorView } from '@parley/protocol';
import { Row } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { webAddress } from './company-name.ts';

/** What a company says of itself, on its own pages. */
export function VendorLinks({ vendor }: { readonly vendor: VendorView }) {
  const { request: words } = useWords();
  const links = [
    [words.who.site, webAddress(vendor.site)],
    [words.who.policy, webAddress(vendor.policyUri)],
    [words.who.terms, webAddress(vendor.tosUri)],
  ] as const;
  if (links.every(([, url]) => url === undefined)) return null;
  return (
    <Row>
      {links.map(
        ([name, url]) =>
          url !== undefined && (
            <a key={name} href={url.href} target="_blank" rel="noreferrer">
              {name}
            </a>
          ),
      )}
    </Row>
  );
}
