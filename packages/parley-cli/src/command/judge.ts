import { plain } from '../words/plain.ts';
import type { FoundProblem, Outcome } from './outcome.ts';
import { type Command, DONE, NOT_RIGHT } from './session.ts';

/** A command that looks at files and says what it has found: in words, or with `--json` as one object. */
export function judging(name: string, look: (words: string[]) => Promise<Outcome>): Command {
  return async (words, { out }) => {
    const outcome = await look(words.filter((word) => word !== '--json'));
    out.write(words.includes('--json') ? jsonOf(name, outcome) : textOf(outcome));
    return outcome.isVerified ? DONE : NOT_RIGHT;
  };
}

function textOf({ lines, problems }: Outcome): string {
  return [...lines, ...problems.map(problemLine)].map((line) => `${plain(line)}\n`).join('');
}

const problemLine = ({ where, code, detail }: FoundProblem): string => `  ${where}: ${detail} [${code}]`;

function jsonOf(command: string, { isVerified, problems, facts }: Outcome): string {
  return `${JSON.stringify({ command, verified: isVerified, problems, ...facts }, undefined, 2)}\n`;
}
