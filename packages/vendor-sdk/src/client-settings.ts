import type { Categories } from '@parley/protocol';
import type { ConsentChanged } from './consent/consent-state.ts';
import type { OnDeletion } from './consent/settle-deletion.ts';
import type { OperationSettings } from './http/run-operation.ts';
import type { ReceiptStore } from './receipt/receipt-store.ts';
import type { SigningKey } from './vendor-key.ts';

/** The options of a client with their defaults filled in: what the rest of the package works with. */
export interface ClientSettings extends OperationSettings {
  readonly clientId: string;
  /** Imported at first use. */
  readonly signingKey: () => Promise<SigningKey>;
  readonly store: ReceiptStore;
  readonly categories: Categories;
  readonly onConsentChange: ((change: ConsentChanged) => void) | undefined;
  readonly onDeletion: OnDeletion | undefined;
  readonly allowsLoopbackHttp: boolean;
}
