// The packages as a registry would get them. In: the workspace. Out: one tarball each, and what it offers.

import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runCommand } from './run-command.ts';

export interface PackedPackage {
  name: string;
  /** Folder of the package in this repository. */
  folder: string;
  tarball: string;
  /** Paths in the tarball. */
  files: string[];
  /** What code may import: `@parley/protocol`, `@parley/vendor-sdk/testing`. */
  entryPoints: string[];
  commands: string[];
}

interface Manifest {
  name: string;
  private?: boolean;
  exports: Record<string, unknown>;
  bin?: Record<string, string>;
}

/** Packs the public packages of the workspace, or those in these folders, into `destination`. They must be built. */
export async function packPackages(
  root: string,
  destination: string,
  folders: readonly string[] = ['packages/*'],
): Promise<PackedPackage[]> {
  const packed: PackedPackage[] = [];
  const manifests = folders.flatMap((each) => globSync(`${each}/package.json`, { cwd: root }));
  for (const path of manifests.sort()) {
    const manifest = JSON.parse(await readFile(join(root, path), 'utf8')) as Manifest;
    if (manifest.private === true) continue;
    const folder = join(root, dirname(path));
    const answer = await runCommand('npm', ['pack', '--json', '--pack-destination', destination], folder);
    const [pack] = JSON.parse(answer) as [{ filename: string; files: { path: string }[] }];
    packed.push({
      name: manifest.name,
      folder,
      tarball: join(destination, pack.filename.replace('@', '').replace('/', '-')),
      files: pack.files.map((file) => file.path),
      entryPoints: Object.keys(manifest.exports)
        .filter((subpath) => !subpath.endsWith('.json'))
        .map((subpath) => manifest.name + subpath.slice(1)),
      commands: Object.keys(manifest.bin ?? {}),
    });
  }
  return packed;
}
