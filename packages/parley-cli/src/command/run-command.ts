import { plain } from '../words/plain.ts';
import { COMMANDS } from './commands.ts';
import { helpFor, helpText } from './help.ts';
import { DONE, NOT_USED_RIGHT, type Session, STOPPED, type Streams } from './session.ts';
import { isWrongUse } from './wrong-use.ts';

export type { Streams };

/** Runs one command and returns its exit code: 0 all is well, 1 something is not right, 2 used wrongly or given what cannot be read. */
export async function runCommand(
  words: readonly string[],
  streams: Streams & Partial<Session>,
): Promise<number> {
  const { out, err } = streams;
  if (words.length === 0 || words.includes('--help') || words.includes('-h') || words[0] === 'help') {
    out.write(helpFor(words[0] === 'help' ? words[1] : words[0]) ?? helpText());
    return words.length === 0 ? NOT_USED_RIGHT : DONE;
  }
  const [name, rest] = nameIn(words);
  const load = COMMANDS.get(name);
  if (load === undefined) {
    err.write(`${plain(`There is no command '${name}'.`)} 'parley --help' lists them.\n`);
    return NOT_USED_RIGHT;
  }
  try {
    const command = await load();
    return await command([...rest], { signal: new AbortController().signal, ...streams });
  } catch (error) {
    if (streams.signal?.aborted === true) {
      err.write('Stopped.\n');
      return STOPPED;
    }
    if (!isWrongUse(error)) throw error;
    const more = helpFor(name) === undefined ? 'parley --help' : `parley ${name} --help`;
    err.write(`${plain(error.message)}\n'${more}' says how it is used.\n`);
    return NOT_USED_RIGHT;
  }
}

/** One word, or two. */
function nameIn(words: readonly string[]): [name: string, rest: readonly string[]] {
  const [first = ''] = words;
  return COMMANDS.has(first) ? [first, words.slice(1)] : [words.slice(0, 2).join(' '), words.slice(2)];
}
