import type { ClientDocument, GatewayClient } from '@parley/vendor-sdk';
import type { Sessions } from './sessions.ts';

/** What the routes are made of. */
export interface AcmeParts {
  readonly gateway: GatewayClient;
  readonly document: ClientDocument;
  readonly redirectUri: string;
  readonly origin: string;
  readonly sessions: Sessions;
  readonly now: () => Date;
  readonly log: (line: string) => void;
}
