import { instantSchema } from '@parley/protocol';
import { z } from 'zod';
import { type KeyKind, keyKinds } from '../secrets.ts';

const keySchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string(),
  /** Absent in keys from before there were rotations: they sign since ever. */
  createdAt: instantSchema.optional(),
  signsFrom: instantSchema.optional(),
});

/** A retired record key stays, without its private half: what it signed is verified for ever. */
const recordKeySchema = keySchema
  .extend({
    d: z.string().optional(),
    retiredAt: instantSchema.optional(),
    /** Signed by the record key before it. */
    statement: z.string().optional(),
  })
  .refine((key) => (key.d === undefined) === (key.retiredAt !== undefined));

const contentSchema = z.strictObject({
  rootSecret: z.base64url().length(43),
  /** Newest first, each kind. */
  tokenKeys: z.array(keySchema).min(1),
  recordKeys: z.array(recordKeySchema).refine((keys) => keys.some(({ d }) => d !== undefined)),
  identityKeys: z.array(keySchema).min(1),
});

export type SecretsContent = z.output<typeof contentSchema>;
/** A key as the file holds it. */
export type StoredKey = SecretsContent['recordKeys'][number];

export const listOf = { token: 'tokenKeys', record: 'recordKeys', identity: 'identityKeys' } as const;

/** The keys of a kind, newest first. */
export function storedKeys(content: SecretsContent, kind: KeyKind): readonly StoredKey[] {
  return content[listOf[kind]];
}

/** The same content with other keys of one kind. */
export function withKeys(content: SecretsContent, kind: KeyKind, keys: readonly StoredKey[]): SecretsContent {
  return contentSchema.parse({ ...content, [listOf[kind]]: keys });
}

export const damaged = (path: string, cause?: unknown): Error =>
  new Error(`The secrets in ${path} are damaged: restore the file from a backup.`, { cause });

/** @throws where it is not what such a file holds, or two keys have one id */
export function readContent(value: unknown, path: string): SecretsContent {
  const content = contentSchema.safeParse(value);
  if (!content.success) throw damaged(path);
  const kids = keyKinds.flatMap((kind) => storedKeys(content.data, kind).map(({ kid }) => kid));
  const twice = kids.find((kid, index) => kids.indexOf(kid) !== index);
  if (twice !== undefined)
    throw new Error(
      `Two keys in ${path} have the id ${twice}: nobody could tell whose signature is whose. Restore the file from a backup.`,
    );
  return content.data;
}
