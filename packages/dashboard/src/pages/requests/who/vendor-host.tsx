import type { VendorView } from '@parley/protocol';
import { Soft } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';

/** The address that a company is known by, and on whose word its name stands. */
export function VendorHost({ vendor, host }: { readonly vendor: VendorView; readonly host: string }) {
  const { request: words } = useWords();
  return (
    <>
      <strong>
        <bdi>{host}</bdi>
      </strong>
      <Soft>{vendor.knownBy === 'operator' ? words.who.byOperator : words.who.byDocument}</Soft>
    </>
  );
}
