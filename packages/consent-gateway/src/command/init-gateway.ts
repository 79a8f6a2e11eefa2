import { mkdir, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readSettings, type Settings } from '../config.ts';

export interface InitOptions {
  /** Where the settings go. It must not be there yet. */
  readonly file: string;
  /** Settings by their names; those left out keep their defaults. */
  readonly settings: Readonly<Record<string, string | undefined>>;
}

export interface Initialised {
  readonly file: string;
  readonly settings: Settings;
}

/** The first set-up cannot be done as asked; nothing was changed. */
export class InitError extends Error {
  override readonly name = 'InitError';
}

/** Not without quotes, about which readers of such files do not agree. */
const PLAIN_VALUE = /^[^\s"'`#\\$]+( [^\s"'`#\\$]+)*$/;

/**
 * The first set-up: checks the settings, makes the data folder and writes the settings into a file that only its owner can read.
 *
 * @throws {SettingsError} naming each setting that is wrong
 * @throws {InitError} where the file is there already, or cannot be written
 */
export async function initGateway({ file, settings: wanted }: InitOptions): Promise<Initialised> {
  const settings = readSettings(wanted);
  const path = resolve(file);
  const given = Object.entries({ ...wanted, PARLEY_DATA: settings.dataDir }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  for (const [name, value] of given)
    if (!PLAIN_VALUE.test(value))
      throw new InitError(`${name} has a character that does not belong into a file of settings.`);
  await mkdir(settings.dataDir, { recursive: true, mode: 0o700 }).catch(cannot(settings.dataDir));
  const made = await open(path, 'wx', 0o600).catch(cannot(path));
  try {
    await made.writeFile(given.map(([name, value]) => `${name}=${value}\n`).join(''));
    await made.sync();
  } finally {
    await made.close();
  }
  return { file: path, settings };
}

function cannot(path: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    throw new InitError(
      error.code === 'EEXIST'
        ? `${path} is there already and stays as it is. Name another file, or edit that one.`
        : `${path} cannot be written: ${error.code ?? 'unknown'}.`,
    );
  };
}
