// What a package's entry point exports, and where each name is declared. Nothing is run: sources are parsed.

import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ParseResult, parseSync } from 'oxc-parser';

export interface Source {
  /** Path in the repository. */
  readonly file: string;
  readonly text: string;
  readonly parsed: ParseResult;
}

export type PublicName =
  | { readonly name: string; readonly from: 'here'; readonly source: Source; readonly localName: string }
  | { readonly name: string; readonly from: 'namespace'; readonly members: readonly PublicName[] }
  | { readonly name: string; readonly from: 'package'; readonly package: string };

const repository = new URL('../../../', import.meta.url);
const sources = new Map<string, Source>();

/** @throws where something is exported that is not there: `export *` is not used, so that each name stands in its entry point. */
export function publicNames(entryPoint: string): PublicName[] {
  const { parsed } = sourceOf(entryPoint);
  const names = parsed.module.staticExports.flatMap(({ entries }) =>
    entries.map(({ exportName }) => exportName.name ?? ''),
  );
  return names.map((name) => found(entryPoint, name));
}

function found(file: string, name: string): PublicName {
  const source = sourceOf(file);
  const { staticExports, staticImports } = source.parsed.module;
  const entry = staticExports
    .flatMap(({ entries }) => entries)
    .find(({ exportName }) => exportName.name === name);
  if (entry === undefined) throw new Error(`${file} does not export ${name}`);
  if (entry.moduleRequest !== null) {
    const from = entry.moduleRequest.value;
    if (!from.startsWith('.')) return { name, from: 'package', package: from };
    return { ...found(beside(file, from), entry.importName.name ?? name), name };
  }
  const localName = entry.localName.name ?? name;
  const imported = staticImports.find(({ entries }) =>
    entries.some((each) => each.localName.value === localName),
  );
  return imported === undefined
    ? { name, from: 'here', source, localName }
    : { name, from: 'namespace', members: publicNames(beside(file, imported.moduleRequest.value)) };
}

const beside = (file: string, specifier: string): string => posix.join(posix.dirname(file), specifier);

function sourceOf(file: string): Source {
  const known = sources.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(fileURLToPath(new URL(file, repository)), 'utf8');
  const source = { file, text, parsed: parseSync(file, text) };
  sources.set(file, source);
  return source;
}
