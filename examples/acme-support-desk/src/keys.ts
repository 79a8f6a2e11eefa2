import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { generateVendorKey, type PrivateVendorJwk } from '@parley/vendor-sdk';
import { readJson, writeJson } from './data-folder.ts';

/** Who Acme is to gateways, and what it signs its own cookies with. Made at the first start, then kept. */
export interface AcmeKeys {
  readonly vendorKey: PrivateVendorJwk;
  readonly cookieSecret: string;
  /** What the support team signs in with: too long to be guessed. */
  readonly teamPassword: string;
}

export async function loadKeys(dataDir: string): Promise<AcmeKeys> {
  const file = join(dataDir, 'keys.json');
  const kept = await readJson<AcmeKeys>(file);
  if (kept !== undefined) return kept;
  const made = {
    vendorKey: await generateVendorKey(),
    cookieSecret: randomBytes(32).toString('base64url'),
    teamPassword: randomBytes(18).toString('base64url'),
  };
  await writeJson(file, made);
  return made;
}
