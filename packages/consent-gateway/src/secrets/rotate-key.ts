import { newKey } from './file/new-key.ts';
import { type SecretsContent, type StoredKey, storedKeys, withKeys } from './file/secrets-content.ts';
import { PUBLISHED_BEFORE_MS, stagesOf } from './key-life.ts';
import { signKeyStatement } from './key-statement.ts';
import type { KeyKind } from './secrets.ts';

export interface Rotation {
  readonly kind: KeyKind;
  readonly now: Date;
  /** The gateway's origin. */
  readonly gateway: string;
  /** The key before was stolen: sign with the new one at once, although not everybody knows it yet. */
  readonly atOnce: boolean;
}

/**
 * Adds a new key, which is published at once and signs when everybody can know it.
 *
 * @throws where one is on its way already
 */
export async function rotateKey(
  content: SecretsContent,
  { kind, now, gateway, atOnce }: Rotation,
): Promise<{ content: SecretsContent; key: StoredKey }> {
  const before =
    kind === 'record' ? await withStatements(content, { gateway, now }) : storedKeys(content, kind);
  const coming = before.find((_key, index) => stagesOf(before, now)[index] === 'coming');
  if (coming !== undefined && !atOnce)
    throw new Error(
      `A new ${kind} key is on its way: ${coming.kid} signs from ${coming.signsFrom}. 'parley-gateway key list' shows it.`,
    );
  const signsFrom = new Date(now.getTime() + (atOnce ? 0 : PUBLISHED_BEFORE_MS));
  const made = await newKey({ now, signsFrom });
  const signer = before.find(canSign);
  const key =
    kind === 'record' && signer !== undefined
      ? { ...made, statement: await signKeyStatement(made, { signer, gateway, now }) }
      : made;
  return { content: withKeys(content, kind, [key, ...before]), key };
}

const canSign = (key: StoredKey): key is StoredKey & { d: string } => key.d !== undefined;

/** The same keys; those from before there were statements introduce themselves, while their private halves are there. */
function withStatements(
  content: SecretsContent,
  options: { gateway: string; now: Date },
): Promise<readonly StoredKey[]> {
  return Promise.all(
    content.recordKeys.map(async (key) =>
      key.statement === undefined && canSign(key)
        ? { ...key, statement: await signKeyStatement(key, { ...options, signer: key }) }
        : key,
    ),
  );
}
