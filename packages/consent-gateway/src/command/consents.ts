import { decodeProtectedHeader } from 'jose';
import { openUntoldFiles } from '../adapters/files/untold-files.ts';
import { createConsentStore } from '../adapters/postgres/consent-store.ts';
import { openDatabase } from '../adapters/postgres/open-database.ts';
import type { Settings } from '../config.ts';
import type { Consent } from '../consent/consent.ts';
import { stopInIndex } from '../consent/stop-consent.ts';
import { openSecrets } from '../secrets/open-secrets.ts';

/**
 * The operator ends a consent. It stops at once, on every process; the pod is told by the gateway that runs, or by the next one that
 * starts.
 */
export async function revokeConsent(
  { consentId, reason }: { consentId: string; reason: string },
  options: { settings: Settings; databaseUrl: string },
): Promise<Consent> {
  const { settings, databaseUrl } = options;
  const secrets = await openSecrets(settings);
  const database = await openDatabase({ url: databaseUrl, poolSize: 2, log: () => undefined });
  try {
    const sealingKey = secrets.derive('owner-encryption');
    const store = createConsentStore({ database: database.db, pool: database.pool, sealingKey });
    const found = await store.find(consentId);
    if (found === undefined) throw new Error('There is no such consent.');
    // The wrong folder would sign with keys that nobody knows.
    const { kid } = decodeProtectedHeader(found.receipt);
    if (!secrets.publishedKeys('record').some((key) => key.kid === kid))
      throw new Error(`The keys in ${settings.dataDir} are not those of this gateway: set PARLEY_DATA.`);
    const revoking = { act: 'revoke', by: 'operator', reason: 'operator_act', note: reason } as const;
    const { consent, notices } = await stopInIndex(
      { consentId, ...revoking },
      { store, secrets, gateway: settings.origin },
    );
    const untold = await openUntoldFiles({ dataDir: settings.dataDir, secrets });
    for (const notice of notices) await untold.keep(notice);
    return consent;
  } finally {
    await database.close();
  }
}
