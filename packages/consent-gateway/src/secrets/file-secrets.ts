import { hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { z } from 'zod';
import type { Secrets, SecretUse, SigningKey } from './secrets.ts';

const jwkListSchema = z
  .array(
    z.object({
      kty: z.literal('EC'),
      crv: z.literal('P-256'),
      x: z.string(),
      y: z.string(),
      d: z.string(),
      kid: z.string(),
    }),
  )
  .min(1);

const secretsFileSchema = z.strictObject({
  rootSecret: z.base64url().length(43),
  tokenKeys: jwkListSchema,
  recordKeys: jwkListSchema,
  identityKeys: jwkListSchema,
});

/**
 * The secrets in `secrets.json` of the data folder, made at the first start. The file is only readable by its owner and is on the
 * disk before anything is signed with it. Whoever has it can speak as the gateway: back it up, apart from the database.
 */
export async function openFileSecrets(options: { dataDir: string }): Promise<Secrets> {
  const path = join(options.dataDir, 'secrets.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Error(`The secrets in ${path} cannot be read: ${error.code ?? 'unknown'}`);
  });
  const content = secretsFileSchema.safeParse(text === undefined ? await makeSecrets(path) : parse(text));
  if (!content.success) throw damaged(path);
  const keys = (kind: 'tokenKeys' | 'recordKeys' | 'identityKeys') =>
    Promise.all(content.data[kind].map(toSigningKey)).catch((cause: unknown) => {
      throw damaged(path, cause);
    });
  const root = Buffer.from(content.data.rootSecret, 'base64url');
  return {
    derive: (use: SecretUse) => Buffer.from(hkdfSync('sha256', root, '', `parley ${use}`, 32)),
    tokenKeys: await keys('tokenKeys'),
    recordKeys: await keys('recordKeys'),
    identityKeys: await keys('identityKeys'),
  };
}

const damaged = (path: string, cause?: unknown): Error =>
  new Error(`The secrets in ${path} are damaged: restore the file from a backup.`, { cause });

async function makeSecrets(path: string): Promise<unknown> {
  const [tokenKey, recordKey, identityKey] = await Promise.all([newKey(), newKey(), newKey()]);
  const content = {
    rootSecret: randomBytes(32).toString('base64url'),
    tokenKeys: [tokenKey],
    recordKeys: [recordKey],
    identityKeys: [identityKey],
  };
  await mkdir(dirname(path), { recursive: true });
  // A name of its own: of a process that was killed here, one is left over.
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  const isFirst = await link(draft, path)
    .then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false;
        throw new Error(`The secrets cannot be put at ${path}: ${error.code ?? 'unknown'}`);
      },
    )
    .finally(() => unlink(draft));
  if (!isFirst) return parse(await readFile(path, 'utf8'));
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
  return content;
}

async function newKey(): Promise<JWK> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: await calculateJwkThumbprint(await exportJWK(publicKey)) };
}

async function toSigningKey(jwk: z.output<typeof jwkListSchema>[number]): Promise<SigningKey> {
  const privateJwk = { ...jwk, alg: 'ES256', use: 'sig' };
  const { d: _private, ...publicJwk } = privateJwk;
  const [privateKey, publicKey] = await Promise.all([importKey(privateJwk), importKey(publicJwk)]);
  return { kid: jwk.kid, privateKey, publicKey, privateJwk, publicJwk };
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'ES256');
  if (key instanceof Uint8Array)
    throw new Error('A signing key in secrets.json is not an elliptic curve key.');
  return key;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
