// What the programs in examples/ are started with: node --env-file=.parley/demo/alice.env …

import type { DemoOwner } from './data-folder.ts';
import type { Servers } from './start-servers.ts';

/** By name of the file: one for each owner, one for a vendor of one's own. */
export function settingsFiles(
  { gateway, ownVendor }: Pick<Servers, 'gateway' | 'ownVendor'>,
  owners: readonly DemoOwner[],
): ReadonlyMap<string, string> {
  const ofOwner = (owner: DemoOwner): [string, string] => [
    settingsFileOf(owner.name),
    text({
      GATEWAY: gateway,
      OWNER_CONTAINER: owner.container,
      OWNER_ISSUER: owner.oidcIssuer,
      OWNER_CLIENT_ID: owner.clientCredentials.id,
      OWNER_CLIENT_SECRET: owner.clientCredentials.secret,
    }),
  ];
  return new Map([
    ...owners.map(ofOwner),
    [VENDOR_SETTINGS, text({ GATEWAY: gateway, VENDOR_ORIGIN: ownVendor })],
  ]);
}

export const VENDOR_SETTINGS = 'vendor.env';
export const settingsFileOf = (name = ''): string => `${name.toLowerCase()}.env`;

const text = (settings: Readonly<Record<string, string>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}="${value}"\n`)
    .join('');
