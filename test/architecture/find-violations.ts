// Finds imports that point the wrong way. In: a file's path and text. Out: one sentence for each violation.

import { matchesGlob, posix } from 'node:path';
import { parseSync } from 'oxc-parser';
import { packageRules, reservedRules } from './import-rules.ts';

interface Import {
  /** A path under the repository, or a package with its subpath. */
  target: string;
  isTypeOnly: boolean;
}

/** @example findViolations('packages/protocol/src/ids.ts', "import 'express'") */
export function findViolations(file: string, text: string): string[] {
  return importsOf(file, text).flatMap((found) => [
    ...breaksPackageRule(file, found),
    ...breaksReservedRules(file, found),
  ]);
}

/** Static, type-only and dynamic imports, and re-exports. */
export function importsOf(file: string, text: string): Import[] {
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const isTypeOnly = (entries: { isType: boolean }[]) => entries.length > 0 && entries.every((e) => e.isType);
  const imports = module.staticImports.map(({ moduleRequest, entries }) => ({
    target: resolve(file, moduleRequest.value),
    isTypeOnly: isTypeOnly(entries),
  }));
  const exports = module.staticExports.flatMap(({ entries }) => {
    const from = entries[0]?.moduleRequest?.value;
    return from === undefined ? [] : [{ target: resolve(file, from), isTypeOnly: isTypeOnly(entries) }];
  });
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const literal = /^['"](.+)['"]$/.exec(text.slice(start, end))?.[1];
    return literal === undefined ? [] : [{ target: resolve(file, literal), isTypeOnly: false }];
  });
  return [...imports, ...exports, ...dynamic];
}

function resolve(file: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;
}

const matches = (target: string, globs: string[]) =>
  globs.some((glob) => matchesGlob(target, glob) || matchesGlob(target, `${glob}/**`));

function breaksPackageRule(file: string, { target }: Import): string[] {
  const home = Object.keys(packageRules).find((folder) => file.startsWith(`${folder}/src/`));
  if (home === undefined || target.startsWith(`${home}/`)) return [];
  return matches(target, packageRules[home] ?? [])
    ? []
    : [`${file} imports ${target}: not a part of ${home}`];
}

function breaksReservedRules(file: string, { target, isTypeOnly }: Import): string[] {
  return reservedRules
    .filter((rule) => matches(file, rule.within ?? ['packages/**']))
    .filter((rule) => matches(target, rule.target) && !matches(file, rule.onlyIn))
    .filter((rule) => !(isTypeOnly && matches(file, rule.typesOnlyIn ?? [])))
    .map((rule) => `${file} imports ${target}: ${rule.because}`);
}
