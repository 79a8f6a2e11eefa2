import { parseArgs } from 'node:util';
import { migrateDatabase } from '../adapters/postgres/migrate.ts';
import type { StoredVendor } from '../adapters/postgres/vendor-store.ts';
import { readSettings, type Settings } from '../config.ts';
import { runAudit } from './audit.ts';
import { auditedInDatabase } from './audited.ts';
import { revokeConsent } from './consents.ts';
import { helpText } from './help.ts';
import { keyCommands } from './keys.ts';
import { SettingsFileError, withSettingsFile } from './read-settings-file.ts';
import { recoveryCommands } from './recovery.ts';
import { serve } from './serve.ts';
import { runCheck, runInit } from './setting-up.ts';
import { stopSignal } from './stop-signal.ts';
import { addVendor, holdVendor, listVendors, releaseVendor } from './vendors.ts';
import { withDatabaseUrl } from './with-database-url.ts';
import { isWrongUse, WrongUse } from './wrong-use.ts';

interface Streams {
  environment: Readonly<Record<string, string | undefined>>;
  out: { write(text: string): unknown };
  err: { write(text: string): unknown };
}

const SUCCESS = 0;
const FAULT = 1;
const WRONG_USE = 2;

/** Runs one command and returns its exit code: 0 done, 1 it failed, 2 it was used wrongly. */
export async function runCommand(line: readonly string[], streams: Streams): Promise<number> {
  try {
    const { words, environment } = withSettingsFile(line, streams.environment);
    return await runWords(words, { ...streams, environment });
  } catch (error) {
    if (!(error instanceof SettingsFileError)) throw error;
    streams.err.write(`${error.message}\n`);
    return WRONG_USE;
  }
}

async function runWords(words: readonly string[], streams: Streams): Promise<number> {
  const [first, second] = words;
  if (first === undefined || words.includes('--help') || words.includes('-h') || first === 'help') {
    streams.out.write(helpText());
    return first === undefined ? WRONG_USE : SUCCESS;
  }
  const isGroup = first === 'vendor' || first === 'consent' || first === 'key';
  const name = isGroup ? `${first} ${second ?? ''}` : first;
  const all = { ...COMMANDS, ...DECISIONS, ...keyCommands, ...recoveryCommands };
  const command = Object.hasOwn(all, name) ? all[name] : undefined;
  if (command === undefined && name !== 'init') {
    streams.err.write(
      `There is no command '${[first, second].filter(Boolean).join(' ')}'. 'parley-gateway --help' lists them.\n`,
    );
    return WRONG_USE;
  }
  try {
    const rest = words.slice(isGroup ? 2 : 1);
    // Before it there are no settings to read.
    if (command === undefined) await runInit(rest, streams);
    else if ((await command(rest, readSettings(streams.environment), streams)) === false) return FAULT;
    return SUCCESS;
  } catch (error) {
    if (isWrongUse(error)) {
      streams.err.write(`${(error as Error).message}\n'parley-gateway --help' says how it is used.\n`);
      return WRONG_USE;
    }
    streams.err.write(`${error instanceof Error ? error.message : 'It failed.'}\n`);
    return FAULT;
  }
}

/** `false`: what it has told is that something is wrong. */
type Command = (words: string[], settings: Settings, streams: Streams) => Promise<unknown>;

const COMMANDS: Readonly<Record<string, Command>> = {
  serve: serveUntilStopped,
  check(words, settings, streams) {
    parseArgs({ args: words, options: {} });
    return runCheck(settings, streams, stopSignal());
  },
  async migrate(words, settings, { out }) {
    parseArgs({ args: words, options: {} });
    const signal = stopSignal();
    await withDatabaseUrl(
      settings,
      (url) => migrateDatabase({ url, log: (message) => out.write(`${message}\n`), signal }),
      signal,
    );
    out.write('The database is up to date.\n');
  },
  audit: runAudit,
  async 'vendor add'(words, settings, { environment, out }) {
    const { values } = parseArgs({
      args: words,
      options: {
        'client-id': { type: 'string' },
        name: { type: 'string' },
        'redirect-uri': { type: 'string', multiple: true },
        keys: { type: 'string' },
        site: { type: 'string' },
      },
    });
    const { 'client-id': clientId, name, 'redirect-uri': redirectUris, keys: keysFile, site } = values;
    if (
      clientId === undefined ||
      name === undefined ||
      redirectUris === undefined ||
      keysFile === undefined
    ) {
      throw new WrongUse('vendor add needs --client-id, --name, --redirect-uri and --keys.');
    }
    const vendor = { clientId, name, redirectUris, keysFile, ...(site === undefined ? {} : { site }) };
    const act = { settings, environment, command: 'vendor add', about: [clientId] };
    const added = await auditedInDatabase(act, (databaseUrl) => addVendor(vendor, { settings, databaseUrl }));
    out.write(`${vendorLine(added)}\n`);
  },
  async 'vendor list'(words, settings, { out }) {
    parseArgs({ args: words, options: {} });
    const vendors = await withDatabaseUrl(
      settings,
      (databaseUrl) => listVendors({ settings, databaseUrl }),
      stopSignal(),
    );
    out.write(
      vendors.length === 0
        ? 'No vendor is known yet.\n'
        : vendors.map((vendor) => `${vendorLine(vendor)}\n`).join(''),
    );
  },
};

const DECISIONS: Readonly<Record<string, Command>> = {
  async 'consent revoke'(words, settings, { environment, out }) {
    const { values, positionals } = parseArgs({
      args: words,
      options: { reason: { type: 'string' } },
      allowPositionals: true,
    });
    const [consentId] = positionals;
    const { reason } = values;
    if (consentId === undefined || positionals.length > 1 || reason === undefined || reason.length > 300)
      throw new WrongUse('consent revoke needs one consent id and --reason, of at most 300 characters.');
    const act = { settings, environment, command: 'consent revoke', about: [consentId] };
    const { endedAt } = await auditedInDatabase(act, (databaseUrl) =>
      revokeConsent({ consentId, reason }, { settings, databaseUrl }),
    );
    out.write(
      `${consentId} is revoked since ${endedAt?.toISOString()}. The owner's pod is told by the gateway.\n`,
    );
  },
  async 'vendor hold'(words, settings, { environment, out }) {
    const vendorId = onlyVendor(words);
    const act = { settings, environment, command: 'vendor hold', about: [vendorId] };
    await auditedInDatabase(act, (databaseUrl) => holdVendor(vendorId, { settings, databaseUrl }));
    out.write(`${vendorId} is on hold: all its consents are stopped.\n`);
  },
  async 'vendor release'(words, settings, { environment, out }) {
    const vendorId = onlyVendor(words);
    const act = { settings, environment, command: 'vendor release', about: [vendorId] };
    await auditedInDatabase(act, (databaseUrl) => releaseVendor(vendorId, { settings, databaseUrl }));
    out.write(`${vendorId} is no longer on hold.\n`);
  },
};

function onlyVendor(words: string[]): string {
  const { positionals } = parseArgs({ args: words, options: {}, allowPositionals: true });
  const [vendorId] = positionals;
  if (vendorId === undefined || positionals.length > 1)
    throw new WrongUse('Name one vendor, by its client id.');
  return vendorId;
}

async function serveUntilStopped(words: string[], settings: Settings, { out }: Streams): Promise<void> {
  parseArgs({ args: words, options: {} });
  const signal = stopSignal();
  const gateway = await serve({ settings, progress: (message) => out.write(`${message}\n`), signal });
  out.write(`Ready: ${settings.origin} (port ${gateway.port}). Stop with Ctrl-C.\n`);
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  out.write('Stopping: no new requests, those under way are finished.\n');
  await gateway.stop();
}

function vendorLine(vendor: StoredVendor): string {
  const known = vendor.knownBy === 'operator' ? 'entered by the operator' : 'by its own document';
  return `${vendor.vendorId}  ${vendor.name}  (${known}${vendor.heldAt === null ? '' : ', ON HOLD'})`;
}
