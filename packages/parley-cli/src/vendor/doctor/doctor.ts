// `parley doctor`: looks at a vendor's set-up, and says what to mend. It changes nothing.

import { parseArgs } from 'node:util';
import { type Command, DONE, NOT_RIGHT } from '../../command/session.ts';
import { WrongUse } from '../../command/wrong-use.ts';
import { plain } from '../../words/plain.ts';
import { readSetup, setupOptions } from '../setup/read-setup.ts';
import { CHECKS } from './checks.ts';
import type { Finding } from './finding.ts';
import { gather } from './gather.ts';

type Checked = Finding & { readonly check: string };

/** @throws {WrongUse} */
export const doctor: Command = async (words, { out, err, signal }) => {
  const options = { ...setupOptions, json: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
  if (positionals.length > 0) throw new WrongUse('doctor takes options only.');
  const setup = await readSetup(values, ['clientId', 'redirectUri', 'gateway', 'keyFile', 'receipts']);
  err.write(plain(`Looking at ${setup.clientId} and at ${setup.gateway} ...`).concat('\n'));
  const evidence = await gather(setup, signal);
  const found = CHECKS.map((check): Checked => ({ check: check.name, ...check.judge(evidence) }));
  const isWell = found.every(({ outcome }) => outcome !== 'bad');
  out.write(values.json ? jsonOf(found, isWell) : textOf(found));
  return isWell ? DONE : NOT_RIGHT;
};

const MARKS = { good: '✓', bad: '✗', unknown: '–' } as const;

function textOf(found: readonly Checked[]): string {
  const width = Math.max(...found.map(({ check }) => check.length));
  const lines = found.map((each) => {
    const next = each.outcome === 'bad' ? ` → ${each.next} [${each.code}]` : '';
    return `${MARKS[each.outcome]} ${each.check.padEnd(width)}  ${each.detail}${next}`;
  });
  return [...lines, summary(found)].map((line) => `${plain(line)}\n`).join('');
}

function summary(found: readonly Checked[]): string {
  const wrong = found.filter(({ outcome }) => outcome === 'bad').length;
  if (wrong === 0) return 'All is well.';
  return `${wrong} to mend, from the top: a later one may come of an earlier one.`;
}

function jsonOf(checks: readonly Checked[], ok: boolean): string {
  return `${JSON.stringify({ command: 'doctor', ok, checks }, undefined, 2)}\n`;
}
