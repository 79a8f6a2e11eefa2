import { hkdfSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importRing, type KeyRing } from './file/key-ring.ts';
import { makeSecrets } from './file/make-secrets.ts';
import { damaged } from './file/secrets-content.ts';
import { type OpenedSecrets, readSecrets, type SecretsKey } from './file/secrets-envelope.ts';
import { stagesOf } from './key-life.ts';
import type { KeyKind, Secrets, SecretUse, SigningKey } from './secrets.ts';

export interface SecretsFileOptions {
  readonly dataDir: string;
  /** What the file is encrypted with. Default: nothing. */
  readonly key?: SecretsKey | undefined;
  /** Default: the clock. */
  readonly now?: () => Date;
}

export interface FileSecrets extends Secrets {
  readonly isEncrypted: boolean;
  /** Takes over the keys of a file that was changed meanwhile. `false`: it is as it was. @throws and stays as it was */
  refresh(): Promise<boolean>;
}

export const secretsPath = (dataDir: string): string => join(dataDir, 'secrets.json');

/**
 * The secrets in `secrets.json` of the data folder, made at the first start. The file is only readable by its owner and is on the
 * disk before anything is signed with it. Whoever has it can speak as the gateway: back it up, apart from the database.
 */
export async function openFileSecrets(options: SecretsFileOptions): Promise<FileSecrets> {
  const path = secretsPath(options.dataDir);
  const now = options.now ?? (() => new Date());
  const existing = await readIfThere(path);
  if (existing === undefined) await makeSecrets(path, { now: now(), key: options.key });
  let text = existing ?? (await readText(path));
  const opened = readSecrets(text, path, options.key);
  const { rootSecret } = opened.content;
  const root = Buffer.from(rootSecret, 'base64url');
  let ring = await ringOf(opened, path);
  const derived = new Map<SecretUse, Buffer>();
  const keep = (use: SecretUse): Buffer => {
    const secret = Buffer.from(hkdfSync('sha256', root, '', `parley ${use}`, 32));
    derived.set(use, secret);
    return secret;
  };
  return {
    isEncrypted: opened.isEncrypted,
    derive: (use) => derived.get(use) ?? keep(use),
    signingKeys: (kind) => signingFirst(ring, kind, now()),
    publishedKeys: (kind) => ring[kind].map(({ key }) => key),
    async refresh() {
      const found = await readText(path);
      if (found === text) return false;
      const changed = readSecrets(found, path, options.key);
      if (changed.content.rootSecret !== rootSecret)
        throw new Error(`Another gateway's secrets lie in ${path}: nothing of it is used before a restart.`);
      ring = await ringOf(changed, path);
      text = found;
      return true;
    },
  };
}

/** Whether there are any: for a command that must not make them. */
export const hasSecrets = async (dataDir: string): Promise<boolean> =>
  (await readIfThere(secretsPath(dataDir))) !== undefined;

/** The text of the file, for a command that must not make one. @throws where there is none */
export async function readText(path: string): Promise<string> {
  const text = await readIfThere(path);
  if (text === undefined)
    throw new Error(`There are no secrets in ${path}: the gateway makes them at its first start.`);
  return text;
}

function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Error(`The secrets in ${path} cannot be read: ${error.code ?? 'unknown'}`);
  });
}

function ringOf({ content }: OpenedSecrets, path: string): Promise<KeyRing> {
  return importRing(content).catch((cause: unknown) => {
    throw damaged(path, cause);
  });
}

function signingFirst(ring: KeyRing, kind: KeyKind, now: Date): [SigningKey, ...SigningKey[]] {
  const keys = ring[kind];
  const signing = stagesOf(keys, now).indexOf('signing');
  const [first, ...others] = [...keys.slice(signing, signing + 1), ...keys.toSpliced(signing, 1)].flatMap(
    ({ signingKey }) => signingKey ?? [],
  );
  if (first === undefined) throw new Error(`there is no ${kind} key that signs`);
  return [first, ...others];
}
