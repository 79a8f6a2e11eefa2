import { plain } from '../words/plain.ts';
import { consentShow } from './consent-show.ts';
import { helpText } from './help.ts';
import { ledgerVerify } from './ledger-verify.ts';
import type { FoundProblem, Outcome } from './outcome.ts';
import { receiptVerify } from './receipt-verify.ts';
import { isWrongUse } from './wrong-use.ts';

export interface Streams {
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown };
}

const VERIFIED = 0;
const NOT_VERIFIED = 1;
const WRONG_USE = 2;

type Command = (words: string[]) => Promise<Outcome>;

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['receipt verify', receiptVerify],
  ['ledger verify', ledgerVerify],
  ['consent show', consentShow],
]);

/** Runs one command and returns its exit code: 0 verified, 1 not verified, 2 used wrongly or given what cannot be read. */
export async function runCommand(words: readonly string[], { out, err }: Streams): Promise<number> {
  if (words.length === 0 || words.includes('--help') || words.includes('-h') || words[0] === 'help') {
    out.write(helpText());
    return words.length === 0 ? WRONG_USE : VERIFIED;
  }
  const name = words.slice(0, 2).join(' ');
  const command = COMMANDS.get(name);
  if (command === undefined) {
    err.write(`${plain(`There is no command '${name}'.`)} 'parley --help' lists them.\n`);
    return WRONG_USE;
  }
  try {
    const isJson = words.includes('--json');
    const outcome = await command(words.slice(2).filter((word) => word !== '--json'));
    out.write(isJson ? jsonOf(name, outcome) : textOf(outcome));
    return outcome.isVerified ? VERIFIED : NOT_VERIFIED;
  } catch (error) {
    if (!isWrongUse(error)) throw error;
    err.write(`${plain(error.message)}\n'parley --help' says how it is used.\n`);
    return WRONG_USE;
  }
}

function textOf({ lines, problems }: Outcome): string {
  return [...lines, ...problems.map(problemLine)].map((line) => `${plain(line)}\n`).join('');
}

const problemLine = ({ where, code, detail }: FoundProblem): string => `  ${where}: ${detail} [${code}]`;

function jsonOf(command: string, { isVerified, problems, facts }: Outcome): string {
  return `${JSON.stringify({ command, verified: isVerified, problems, ...facts }, undefined, 2)}\n`;
}
