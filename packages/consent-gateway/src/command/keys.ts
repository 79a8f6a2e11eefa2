// What an operator does with keys. Each command changes secrets.json as a whole or not at all; gateways that run notice it.
import { parseArgs } from 'node:util';
import type { Settings } from '../config.ts';
import { changeForm, changeKeys, type SecretsFile } from '../secrets/file/change-secrets.ts';
import { storedKeys } from '../secrets/file/secrets-content.ts';
import { readSecrets } from '../secrets/file/secrets-envelope.ts';
import { readText, secretsPath } from '../secrets/file-secrets.ts';
import { retireKey } from '../secrets/retire-key.ts';
import { rotateKey } from '../secrets/rotate-key.ts';
import { type KeyKind, keyKinds } from '../secrets/secrets.ts';
import { readSecretsKey } from '../secrets/secrets-key.ts';
import { audited } from './audited.ts';
import { describeKeys } from './describe-keys.ts';
import { WrongUse } from './wrong-use.ts';

type Command = (
  words: string[],
  settings: Settings,
  streams: {
    environment: Readonly<Record<string, string | undefined>>;
    out: { write(text: string): unknown };
  },
) => Promise<void>;

export const keyCommands: Readonly<Record<string, Command>> = {
  async 'key list'(words, settings, { out }) {
    parseArgs({ args: words, options: {} });
    const { path, key } = await fileOf(settings);
    const { content, isEncrypted } = readSecrets(await readText(path), path, key);
    out.write(describeKeys(content, new Date()));
    out.write(`${path} is ${isEncrypted ? 'encrypted' : 'not encrypted'}.\n`);
  },
  async 'key rotate'(words, settings, { environment, out }) {
    const { word, atOnce } = oneWord(words, 'key rotate needs one KIND: token, record or identity.');
    const kind = keyKinds.find((each) => each === word);
    if (kind === undefined)
      throw new WrongUse(`There are no keys of the kind '${word}': token, record or identity.`);
    const now = new Date();
    const file = await fileOf(settings);
    const act = { settings, environment, command: 'key rotate', about: [kind] };
    const made = await audited({ ...act, resultAbout: ({ key }) => [key.kid] }, () =>
      changeKeys(file, (content) => rotateKey(content, { kind, now, gateway: settings.origin, atOnce })),
    );
    out.write(
      `${made.key.kid} is the new ${kind} key. It is published now and signs from ${made.key.signsFrom}.\n`,
    );
    out.write(nextStep(kind, storedKeys(made.content, kind)[1]?.kid));
  },
  async 'key retire'(words, settings, { environment, out }) {
    const { word: kid, atOnce } = oneWord(
      words,
      "key retire needs the ID of one key, as 'key list' shows it.",
    );
    const file = await fileOf(settings);
    const { kind } = await audited({ settings, environment, command: 'key retire', about: [kid] }, () =>
      changeKeys(file, async (content) => retireKey(content, { kid, now: new Date(), atOnce })),
    );
    out.write(
      kind === 'record'
        ? `${kid} is retired. Its private half is gone; what it signed is verified for ever.\n`
        : `${kid} is retired and gone. What it signed is refused from now on.\n`,
    );
  },
  async 'key encrypt'(words, settings, { environment, out }) {
    parseArgs({ args: words, options: {} });
    const { path, key } = await fileOf(settings);
    if (key === undefined)
      throw new WrongUse('Encrypted with what? Set PARLEY_SECRETS_KEY or PARLEY_SECRETS_KEY_FILE.');
    await audited({ settings, environment, command: 'key encrypt', about: [] }, () =>
      changeForm({ path, key }, { isEncrypted: true }),
    );
    out.write(
      `${path} is encrypted. Without what ${key.setting} says it cannot be opened again: keep that apart.\n`,
    );
  },
  async 'key decrypt'(words, settings, { environment, out }) {
    parseArgs({ args: words, options: {} });
    const file = await fileOf(settings);
    await audited({ settings, environment, command: 'key decrypt', about: [] }, () =>
      changeForm(file, { isEncrypted: false }),
    );
    out.write(`${file.path} is plain text now, protected by its mode only.\n`);
  },
};

async function fileOf(settings: Settings): Promise<SecretsFile> {
  return { path: secretsPath(settings.dataDir), key: await readSecretsKey(settings) };
}

function oneWord(words: string[], usage: string): { word: string; atOnce: boolean } {
  const { values, positionals } = parseArgs({
    args: words,
    options: { now: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [word] = positionals;
  if (word === undefined || positionals.length > 1) throw new WrongUse(usage);
  return { word, atOnce: values.now };
}

function nextStep(kind: KeyKind, before: string | undefined): string {
  return kind === 'record'
    ? `Then, once 'key list' says so: parley-gateway key retire ${before} drops the private half of the one before.\n`
    : `Then, once 'key list' says so: parley-gateway key retire ${before}\n`;
}
