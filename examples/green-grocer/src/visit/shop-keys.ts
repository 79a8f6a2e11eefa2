import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { generateVendorKey, type PrivateVendorJwk } from '@parley/vendor-sdk';
import { readKept, writeKept } from './kept-file.ts';

/** Who the shop is to gateways, and what it signs its cookies with. Made at the first start, then kept. */
export interface ShopKeys {
  readonly vendorKey: PrivateVendorJwk;
  readonly cookieSecret: string;
}

export async function loadShopKeys(dataDir: string): Promise<ShopKeys> {
  const file = join(dataDir, 'keys.json');
  const kept = await readKept<ShopKeys>(file);
  if (kept !== undefined) return kept;
  const cookieSecret = randomBytes(32).toString('base64url');
  const keys = { vendorKey: await generateVendorKey(), cookieSecret };
  await writeKept(file, keys);
  return keys;
}
