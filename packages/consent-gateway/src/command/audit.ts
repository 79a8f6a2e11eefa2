import { parseArgs } from 'node:util';
import { createOperatorActs } from '../adapters/postgres/operator-acts.ts';
import type { Settings } from '../config.ts';
import { type ChainedAct, faultsOf } from '../operator/operator-act.ts';
import { readText, secretsPath } from '../secrets/file-secrets.ts';
import { openSecrets } from '../secrets/open-secrets.ts';
import { inDatabase, keepNotedActs } from './audited.ts';
import { stopSignal } from './stop-signal.ts';
import { withDatabaseUrl } from './with-database-url.ts';

interface Out {
  readonly out: { write(text: string): unknown };
}

/** `audit`: what operators did, a line each. `--verify`: whether it is all there. `false`: it is not. */
export async function runAudit(words: string[], settings: Settings, { out }: Out): Promise<boolean> {
  const { values } = parseArgs({ args: words, options: { verify: { type: 'boolean', default: false } } });
  // A folder that is not the gateway's gets no secrets here.
  await readText(secretsPath(settings.dataDir));
  const key = (await openSecrets(settings)).derive('operator-acts');
  const kept = await withDatabaseUrl(
    settings,
    async (url) => {
      await keepNotedActs(settings, inDatabase(url));
      return inDatabase(url)((database) => createOperatorActs({ database, key }).read());
    },
    stopSignal(),
  );
  const last = kept.acts.at(-1);
  if (!values.verify) {
    out.write(last === undefined ? 'No operator has changed anything yet.\n' : kept.acts.map(line).join(''));
    return true;
  }
  const faults = faultsOf(kept, key);
  out.write(faults.map((fault) => `FAILED  ${fault}\n`).join(''));
  if (faults.length === 0)
    out.write(
      last === undefined
        ? 'There are no acts.\n'
        : `ok      ${kept.acts.length} acts, none missing, none changed. The last one is ${last.number}, ${last.mac}\n`,
    );
  return faults.length === 0;
}

function line({ number, at, operator, command, outcome, about }: ChainedAct): string {
  const text = `${number}  ${at}  ${operator}  ${command}  ${outcome}  ${about.join(' ')}`;
  return `${text.replace(/\p{Cc}/gu, '?').trimEnd()}\n`;
}
