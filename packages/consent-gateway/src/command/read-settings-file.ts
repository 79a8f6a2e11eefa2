import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { environmentSchema } from '../config.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a command is started with. */
export interface CommandLine {
  readonly words: readonly string[];
  readonly environment: Environment;
}

/** `--settings` names a file that cannot be used. The message says which and why; never what is in it. */
export class SettingsFileError extends Error {
  override readonly name = 'SettingsFileError';
}

/**
 * Takes `--settings FILE` off the front of a command and adds the settings in that file, lines of `NAME=value`. What the environment has
 * itself counts more.
 *
 * @throws {SettingsFileError}
 */
export function withSettingsFile(words: readonly string[], environment: Environment): CommandLine {
  const [option, file, ...rest] = words;
  if (option !== '--settings') return { words, environment };
  if (file === undefined) throw new SettingsFileError('--settings needs the name of a file.');
  const settings = read(file);
  const unknown = Object.keys(settings).filter((name) => !Object.hasOwn(environmentSchema.shape, name));
  if (unknown.length > 0)
    throw new SettingsFileError(
      `${file} has what is no setting: ${unknown.join(', ')}. 'parley-gateway --help' lists them.`,
    );
  return { words: rest, environment: { ...settings, ...environment } };
}

function read(file: string): Environment {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new SettingsFileError(`The settings in ${file} cannot be read: ${code}`, { cause: error });
  }
}
