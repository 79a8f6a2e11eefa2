import {
  type ConsentView,
  hasEnded,
  type KnownVendor,
  type RequestView,
  type VendorView,
} from '@parley/protocol';
import { isWaiting } from '../requests/use-waiting.ts';

/** A company, as far as the person has to do with it. */
export interface Company {
  /** Its id at the gateway; of one that only the person has entered, the id of that entry. */
  readonly vendorId: string;
  /** How the gateway knows it. */
  readonly vendor: VendorView | undefined;
  /** The person's own entry. */
  readonly known: KnownVendor | undefined;
  readonly live: readonly ConsentView[];
  readonly ended: readonly ConsentView[];
  readonly requests: readonly RequestView[];
  /** The request that waits for a decision. */
  readonly waiting: RequestView | undefined;
}

/** `id`: the company's own, or that of the person's entry. */
export function companyOf(
  id: string,
  {
    consents,
    requests,
    vendors,
  }: {
    readonly consents: readonly ConsentView[];
    readonly requests: readonly RequestView[];
    readonly vendors: readonly KnownVendor[];
  },
): Company {
  const known = vendors.find((each) => each.clientId === id) ?? vendors.find((each) => each.id === id);
  const vendorId = known?.clientId ?? id;
  const isTheirs = ({ vendor }: { readonly vendor: VendorView }) => vendor.vendorId === vendorId;
  const own = consents.filter(isTheirs);
  const asked = requests.filter(isTheirs);
  const live = own.filter(({ status }) => !hasEnded(status));
  return {
    vendorId,
    known,
    // A hold that the person has lifted is lifted for what is live.
    vendor: (live[0] ?? own[0] ?? asked[0])?.vendor,
    live,
    ended: own.filter(({ status }) => hasEnded(status)),
    requests: asked,
    waiting: asked.find(isWaiting),
  };
}
