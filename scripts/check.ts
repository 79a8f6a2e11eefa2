// All checks of the repository, in the order in which a fault is cheapest to find: npm run check, .ci/run
// Out: the time of each step, and as the last line the sum over all steps and tests.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { assertPinnedNode } from './support/pinned-node.ts';

interface Outcome {
  passed: number;
  failed: number;
}

/** What vitest's json reporter says about a run, as far as it is needed here. */
interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] | null }[];
  }[];
}

assertPinnedNode();

const steps: [name: string, run: () => Promise<Outcome>][] = [
  ['lint', () => npmScript('lint')],
  ['types', () => npmScript('types')],
  ['unused code', () => npmScript('check:unused')],
  ['tests', npmTest],
  ['benchmark', () => npmScript('check:bench')],
  ['packaging', () => npmScript('check:packaging')],
  ['known flaws', () => npmScript('check:flaws')],
];

const MAX_FAULT_LENGTH = 600;

const total = { passed: 0, failed: 0 };
const times: string[] = [];
const faults: string[] = [];
for (const [name, run] of steps) {
  console.log(`\n=== ${name} ===`);
  const startedAt = performance.now();
  const { passed, failed } = await run();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  times.push(`${failed === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(12)} ${seconds.padStart(6)} s`);
  total.passed += passed;
  total.failed += failed;
}
// Again at the end: of a long run often the last lines are all that is kept.
if (faults.length > 0) console.log(`\n=== what failed ===\n${faults.join('\n')}`);
console.log(`\n${times.join('\n')}\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function npmScript(name: string): Promise<Outcome> {
  const exitCode = await npm(['run', name]);
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs `npm test`. A skipped test counts as failed; so does a run that broke without a failing test. */
async function npmTest(): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-check-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  try {
    const exitCode = await npm(['test', '--', ...reporters]);
    const report = JSON.parse(await readFile(file, 'utf8')) as VitestReport;
    const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests;
    faults.push(...report.testResults.flatMap(faultsOf));
    return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
  } catch (fault) {
    console.error('The test run left no report.', fault);
    return { passed: 0, failed: 1 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function faultsOf({
  name,
  status,
  message,
  assertionResults,
}: VitestReport['testResults'][number]): string[] {
  const file = relative(process.cwd(), name);
  const failed = assertionResults.filter((each) => each.status !== 'passed');
  // A file that could not be set up has no test to blame.
  if (failed.length === 0)
    return status === 'passed' ? [] : [`${file}\n  ${message.slice(0, MAX_FAULT_LENGTH)}`];
  return failed.map(({ fullName, failureMessages }) => {
    const why = (failureMessages ?? []).join('\n').slice(0, MAX_FAULT_LENGTH);
    return `${file} > ${fullName}\n  ${why}`;
  });
}

function npm(args: string[]): Promise<number> {
  const child = spawn('npm', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => resolve(code ?? 1));
    child.on('error', reject);
  });
}
