// What a package costs where it is bundled: a worker, a browser. In: a project that has installed it. Out: a fault when
// it is larger than its budget, pulls in what it should not, or needs a platform.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import budgets from './bundle-budgets.json' with { type: 'json' };

interface Budget {
  /** In words, for the report. */
  readonly what: string;
  /** As an import statement names them. */
  readonly imports: string;
  /** Minified and gzipped; 1 kB is 1,000 bytes. */
  readonly maxKilobytes: number;
  /** Packages of which nothing may be left over. */
  readonly without: readonly string[];
}

export const budgetsOf = (packageName: string): readonly Budget[] =>
  Object.entries(budgets).find(([name]) => name === packageName)?.[1] ?? [];

/** @throws with each rule that does not hold; resolves to the size in words. */
export async function checkBudget(folder: string, packageName: string, budget: Budget): Promise<string> {
  const { bytes, foreign, packages } = await bundleOf(folder, packageName, budget.imports);
  const kilobytes = bytes / 1000;
  const faults = [
    ...(kilobytes > budget.maxKilobytes ? [`${kilobytes} kB, budget ${budget.maxKilobytes} kB`] : []),
    ...foreign.map((name) => `needs ${name}, which only some platforms have`),
    ...budget.without.filter((name) => packages.has(name)).map((name) => `holds parts of ${name}`),
  ];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return `${kilobytes} of ${budget.maxKilobytes} kB`;
}

async function bundleOf(folder: string, packageName: string, imports: string) {
  const entry = join(folder, 'bundled.js');
  const names = imports === '*' ? '* as all' : imports;
  const used = imports === '*' ? 'all' : imports;
  await writeFile(entry, `import ${names} from '${packageName}';\nglobalThis.used = ${used};\n`);
  const bundle = await rolldown({ cwd: folder, input: entry, platform: 'neutral', logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false });
  await bundle.close();
  const [{ code, imports: foreign, modules }] = output;
  const rendered = Object.entries(modules).filter(([, { renderedLength }]) => renderedLength > 0);
  const packages = new Set(rendered.map(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]));
  return { bytes: gzipSync(code).length, foreign, packages };
}
