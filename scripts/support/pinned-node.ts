// Guards against a silent fall back to another Node than the one this repository pins.

import manifest from '../../package.json' with { type: 'json' };

/** Throws unless this process runs on the Node that package.json pins. */
export function assertPinnedNode(version: string = process.versions.node): void {
  const pinned = manifest.devDependencies.node;
  if (version === pinned) return;
  throw new Error(
    `This script needs Node ${pinned}, not ${version}. Start it with "node scripts/run.mjs <script>" or by npm.`,
  );
}
