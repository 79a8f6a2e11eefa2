// Runs the tests that try an attack, and says for how many attacks and cases: npm run test:security
// Out: vitest's own output, and as the last line the sum.

import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attackTable } from '../test/security/attack-table.ts';
import { markOf } from '../test/security/attacks/attack.ts';
import { markedTitles } from './docs/security/marked-titles.ts';

/** What vitest's json reporter says about a run, as far as it is needed here. */
interface VitestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

const files = new Set([
  ...markedTitles().map(({ file }) => file),
  ...globSync('test/{security,tables}/**/*.test.ts').map((file) => file.replaceAll('\\', '/')),
]);
const folder = mkdtempSync(join(tmpdir(), 'parley-security-'));
const reportFile = join(folder, 'report.json');
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--configLoader', 'native'];
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
const { status } = spawnSync(process.execPath, [...vitest, ...reporters, ...files], { stdio: 'inherit' });
const report = JSON.parse(readFileSync(reportFile, 'utf8')) as VitestReport;
rmSync(folder, { recursive: true });

const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
const passed = new Set<string>();
const failed = new Set<string>();
for (const { ancestorTitles, title, status: outcome } of results) {
  // A line of a table stands in the middle of the title that vitest makes of it.
  const marks = [...ancestorTitles, title].join(' ').match(/\bA\d{2}[a-z]?\b/g) ?? [];
  for (const mark of marks) (outcome === 'passed' ? passed : failed).add(mark);
}
const all = attackTable.flatMap((attack) =>
  Object.keys(attack.cases).map((letter) => markOf(attack, letter)),
);
const open = all.filter((mark) => !passed.has(mark) || failed.has(mark));
const counted = (outcome: (status: string) => boolean) =>
  results.filter((each) => outcome(each.status)).length;
console.log(
  `${attackTable.length} attacks, ${all.length} cases: ${all.length - open.length} held` +
    `${open.length === 0 ? '' : `; not held: ${open.join(', ')}`}`,
);
console.log(`${counted((each) => each === 'passed')} passed, ${counted((each) => each !== 'passed')} failed`);
process.exitCode = status === 0 && open.length === 0 ? 0 : 1;
