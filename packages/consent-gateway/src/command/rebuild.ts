import { openUntoldFiles } from '../adapters/files/untold-files.ts';
import { migrateDatabase } from '../adapters/postgres/migrate.ts';
import { openDatabase } from '../adapters/postgres/open-database.ts';
import { findDueOwners } from '../composition/rebuilding.ts';
import type { Settings } from '../config.ts';
import { addOutcome, NO_FIGURES, type RebuildFigures } from '../rebuild/figures.ts';
import { openFileSecrets } from '../secrets/file-secrets.ts';
import { openOwnerLog } from '../secrets/owner-log.ts';
import { withIdentityServed } from './with-identity-served.ts';

export interface RebuildCommand {
  readonly settings: Settings;
  readonly databaseUrl: string;
  /** Reads also the pods of owners who are in the index: for consents that were held. */
  readonly all: boolean;
  readonly signal: AbortSignal;
  /** Told how far it is. Never a WebID. */
  readonly progress: (message: string) => void;
}

/** Brings every owner back whom the index lacks. Safe beside a gateway at work: what is whole is never touched. */
export async function rebuildAll(options: RebuildCommand): Promise<RebuildFigures> {
  const { settings, databaseUrl, signal, progress } = options;
  const { dataDir } = settings;
  const secrets = await openFileSecrets({ dataDir });
  await migrateDatabase({ url: databaseUrl, log: () => undefined, signal });
  const database = await openDatabase({ url: databaseUrl, poolSize: 10, log: () => undefined });
  try {
    const ownerLog = await openOwnerLog({ dataDir, secrets });
    const untold = await openUntoldFiles({ dataDir, secrets });
    const due = await findDueOwners({ settings, secrets, database, ownerLog, untold, all: options.all });
    if (due.unreadable > 0) progress(`${due.unreadable} lines of owners.log cannot be read.`);
    const total = due.owners.count();
    const stop = (): void => void due.owners.stop();
    signal.addEventListener('abort', stop, { once: true });
    let figures = NO_FIGURES;
    let done = 0;
    await withIdentityServed({ settings, secrets }, () =>
      due.owners.rebuildAll((outcome) => {
        done += 1;
        figures = addOutcome(figures, outcome);
        progress(`owner ${done} of ${total}`);
      }),
    );
    signal.removeEventListener('abort', stop);
    return figures;
  } finally {
    await database.close();
  }
}
