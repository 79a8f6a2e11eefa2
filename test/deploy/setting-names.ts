import { readFile } from 'node:fs/promises';

/** Every setting of the gateway, as its reference names it. */
export async function settingNames(): Promise<string[]> {
  const reference = await readFile('docs/configuration.md', 'utf8');
  return [...reference.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name = '']) => name);
}
