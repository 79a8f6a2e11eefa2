// What keeps the copy right: the receiver of events, the looks that they lead to, and the slow round for what was not told.

import type { GatewayClient } from '@parley/vendor-sdk';
import type { AcmeParts } from './acme-parts.ts';
import { createHeldItems } from './copy/held-items.ts';
import type { CopyDatabase } from './copy/open-copy-database.ts';
import { createStandings } from './copy/standings.ts';
import { createReceiver } from './receive/receive-events.ts';
import { createCopyKeeper } from './sync/keep-copies.ts';
import { lookAgain } from './sync/look-again.ts';
import { openConsents } from './visitor/open-consents.ts';

export interface Follower {
  readonly parts: Pick<AcmeParts, 'consents' | 'standings' | 'items' | 'keeper' | 'receiver'>;
  start(): void;
  stop(): Promise<void>;
}

export function followCopies(options: {
  readonly gateway: GatewayClient;
  readonly database: CopyDatabase;
  readonly origin: string;
  readonly lookEveryMs: number;
  readonly staleMs: number;
  readonly log: (line: string) => void;
}): Follower {
  const { gateway, database, origin, lookEveryMs, staleMs, log } = options;
  const standings = createStandings(database);
  const consents = openConsents(gateway);
  const keeper = createCopyKeeper({ database, standings, consents, staleMs, log });
  const receiver = createReceiver({ gateway, origin, database, standings, onTold: keeper.lookSoon });
  const stopping = new AbortController();
  const { signal } = stopping;
  let rounds: Promise<void> = Promise.resolve();
  return {
    parts: { consents, standings, items: createHeldItems(database), keeper, receiver },
    start() {
      const looks = { everyMs: lookEveryMs, log, signal };
      rounds = Promise.all([
        lookAgain({ ...looks, round: () => receiver.register(signal) }),
        lookAgain({ ...looks, round: () => keeper.lookAtAll() }),
      ]).then(() => {});
    },
    async stop() {
      stopping.abort();
      await keeper.stop();
      await rounds;
    },
  };
}
