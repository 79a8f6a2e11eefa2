// What an operator does before and after the database is lost.
import { parseArgs } from 'node:util';
import type { Settings } from '../config.ts';
import { figuresInWords, type RebuildFigures } from '../rebuild/figures.ts';
import { audited, auditedInDatabase } from './audited.ts';
import { backupDatabase, restoreDatabase } from './backup.ts';
import { rebuildAll } from './rebuild.ts';
import { stopSignal } from './stop-signal.ts';
import { withDatabaseUrl } from './with-database-url.ts';
import { WrongUse } from './wrong-use.ts';

interface Streams {
  environment: Readonly<Record<string, string | undefined>>;
  out: { write(text: string): unknown };
}

/** `false`: what it has told is that something is wrong. */
type Command = (words: string[], settings: Settings, streams: Streams) => Promise<unknown>;

export const recoveryCommands: Readonly<Record<string, Command>> = {
  async rebuild(words, settings, streams) {
    const { values } = parseArgs({ args: words, options: { all: { type: 'boolean', default: false } } });
    return rebuild({ settings, all: values.all }, streams);
  },
  async backup(words, settings, { environment, out }) {
    const file = onlyFile(words, 'backup');
    const signal = stopSignal();
    const act = { settings, environment, command: 'backup', about: [] };
    const { rows, bytes } = await auditedInDatabase(act, (databaseUrl) =>
      backupDatabase({ file, settings, databaseUrl, signal }),
    );
    out.write(
      `${file} has ${rows} rows, ${bytes} bytes. It is worth nothing without what it does not hold: back up ${settings.dataDir}\n` +
        'apart from it, with secrets.json, owners.log and untold/.\n',
    );
  },
  async restore(words, settings, streams) {
    const file = onlyFile(words, 'restore');
    const signal = stopSignal();
    const act = { settings, environment: streams.environment, command: 'restore', about: [] };
    // Noted beside the database, which has to stay empty until it is filled; the rebuild brings it there.
    const rows = await audited(act, () =>
      withDatabaseUrl(
        settings,
        (databaseUrl) => restoreDatabase({ file, settings, databaseUrl, signal }),
        signal,
      ),
    );
    streams.out.write(
      `${rows} rows are restored. Nothing of them is live before it was compared with the pods.\n`,
    );
    return rebuild({ settings, all: false }, streams);
  },
};

async function rebuild(
  { settings, all }: { settings: Settings; all: boolean },
  { environment, out }: Streams,
): Promise<boolean> {
  const signal = stopSignal();
  const progress = (message: string): void => void out.write(`${message}\n`);
  const act = { settings, environment, command: all ? 'rebuild --all' : 'rebuild', about: [] };
  const figures = await auditedInDatabase(act, (databaseUrl) =>
    rebuildAll({ settings, databaseUrl, all, signal, progress }),
  );
  for (const line of figuresInWords(figures)) out.write(`${line}\n`);
  return isWhole(figures);
}

const isWhole = ({ unreachable, notProven, held }: RebuildFigures): boolean =>
  unreachable === 0 && notProven === 0 && held.length === 0;

function onlyFile(words: string[], command: string): string {
  const { positionals } = parseArgs({ args: words, options: {}, allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new WrongUse(`${command} needs one FILE.`);
  return file;
}
