import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Each row once and tiny. */
  readonly isQuick: boolean;
  /** Names of rows. Empty: all but those that have to be named. */
  readonly only: readonly string[];
  /** Writes down where the gateway's time goes. */
  readonly isProfile: boolean;
  readonly isHelp: boolean;
}

/** A wrong word on the command line. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** @throws {WrongUse} */
export function readOptions(words: readonly string[], rows: readonly string[]): BenchOptions {
  const { quick, only, profile, help } = parse(words);
  const unknown = only.filter((name) => !rows.includes(name));
  if (unknown.length > 0)
    throw new WrongUse(`There is no row "${unknown.join('", "')}". There are: ${rows.join(', ')}.`);
  return {
    isQuick: quick,
    // The profile is one of the gateway at work on warm reads.
    only: profile && only.length === 0 ? ['warm-read'] : only,
    isProfile: profile,
    isHelp: help,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] },
        profile: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (fault) {
    throw new WrongUse(fault instanceof Error ? fault.message : 'wrong use', { cause: fault });
  }
}

export const helpOf = (rows: readonly { name: string; title: string; isSeparate?: boolean }[]): string => `
Measures the gateway against its targets, on this machine, with everything it needs: npm run bench -- [options]

  --only ROW   one row; may be repeated
  --quick      each row once and tiny: shows that all of them work, says nothing about speed
  --profile    writes down where the gateway's time goes in a row (warm-read, token-exchange); alone: in a warm read
  --help       this text

Rows:
${rows.map(({ name, title, isSeparate }) => `  ${name.padEnd(16)}${title}${isSeparate ? ' (only where it is named)' : ''}`).join('\n')}
`;
