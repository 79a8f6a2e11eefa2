import { type ReceiptVerdict, signedBy, verifyReceipt } from '@parley/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useConfiguration } from '../../../configuration.tsx';
import { useGateway } from '../../../gateway/gateway.tsx';
import { kept } from '../../../gateway/queries.ts';
import { readRecordKeys } from '../../../gateway/record-keys.ts';

/** Where a proof comes from: something that is shared, or a file. */
export type ProofFrom = { readonly consentId: string } | { readonly file: File };

export interface Checked {
  readonly from: ProofFrom;
  readonly verdict: ReceiptVerdict;
}

/** The signed copy of what is shared, as the gateway has it now. */
export function useReadProof(): (consentId: string) => Promise<string> {
  const gateway = useGateway();
  const queries = useQueryClient();
  return async (consentId) => {
    const { receipt } = await queries.fetchQuery({
      queryKey: kept.consent(consentId),
      queryFn: ({ signal }) => gateway.consent(consentId, { signal }),
    });
    return receipt;
  };
}

/** Checks a proof here in the browser, by the keys that the gateway has published. */
export function useCheckProof(vendorId: string) {
  const { gateway } = useConfiguration();
  const readProof = useReadProof();
  return useMutation({
    async mutationFn(from: ProofFrom): Promise<Checked> {
      const text = 'file' in from ? await textOf(from.file) : await readProof(from.consentId);
      const keys = await readRecordKeys(gateway);
      const verdict = await verifyReceipt(text, { verifySignature: signedBy(keys), gateway, vendorId });
      return { from, verdict };
    },
  });
}

/** More than any proof has. */
const MOST_BYTES = 1_000_000;

const textOf = async (file: File): Promise<string> =>
  file.size > MOST_BYTES ? '' : (await file.text()).trim();
