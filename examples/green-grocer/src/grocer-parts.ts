import type { ClientDocument, GatewayClient, VendorClient } from '@parley/vendor-sdk';
import type { OpenConsents } from './consent/open-consents.ts';

/** What the routes are made of. */
export interface GrocerParts {
  readonly client: VendorClient;
  /** Behind the button; people may name another one. */
  readonly gateway: GatewayClient;
  /** Of that gateway, where it is known. */
  readonly dashboard: string | undefined;
  readonly document: ClientDocument;
  readonly redirectUri: string;
  readonly origin: string;
  readonly consents: OpenConsents;
  readonly now: () => Date;
  readonly log: (line: string) => void;
}
