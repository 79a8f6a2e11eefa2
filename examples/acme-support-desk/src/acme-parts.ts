import type { ClientDocument, GatewayClient } from '@parley/vendor-sdk';
import type { HeldItems } from './copy/held-items.ts';
import type { CopyDatabase } from './copy/open-copy-database.ts';
import type { Standings } from './copy/standings.ts';
import type { Receiver } from './receive/receive-events.ts';
import type { CopyKeeper } from './sync/keep-copies.ts';
import type { OpenConsents } from './visitor/open-consents.ts';
import type { Sessions } from './visitor/sessions.ts';

/** What the routes are made of. */
export interface AcmeParts {
  readonly gateway: GatewayClient;
  readonly document: ClientDocument;
  readonly redirectUri: string;
  readonly origin: string;
  readonly sessions: Sessions;
  readonly consents: OpenConsents;
  readonly database: CopyDatabase;
  readonly standings: Standings;
  readonly items: HeldItems;
  readonly keeper: CopyKeeper;
  readonly receiver: Receiver;
  readonly teamPassword: string;
  readonly now: () => Date;
  readonly log: (line: string) => void;
}
