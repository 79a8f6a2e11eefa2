import { type SecretsContent, storedKeys, withKeys } from './file/secrets-content.ts';
import { retirableFrom, stagesOf } from './key-life.ts';
import { type KeyKind, keyKinds } from './secrets.ts';

/**
 * Takes a key out of use. A token or identity key is gone: what it signed counts no more. A record key loses its private half and
 * stays published for ever.
 *
 * @throws where there is no such key, it signs now, or what it signed is still in use and `atOnce` does not say that this is meant
 */
export function retireKey(
  content: SecretsContent,
  { kid, now, atOnce }: { kid: string; now: Date; atOnce: boolean },
): { content: SecretsContent; kind: KeyKind } {
  const kind = keyKinds.find((each) => storedKeys(content, each).some((key) => key.kid === kid));
  if (kind === undefined)
    throw new Error(`There is no key ${kid}. 'parley-gateway key list' shows them all.`);
  const keys = storedKeys(content, kind);
  const index = keys.findIndex((key) => key.kid === kid);
  const stage = stagesOf(keys, now)[index];
  if (stage === 'retired') throw new Error(`${kid} is retired already.`);
  if (stage === 'signing')
    throw new Error(`${kid} is the ${kind} key that signs: 'parley-gateway key rotate ${kind}' comes first.`);
  const from = retirableFrom(keys, index);
  if (stage === 'former' && from > now && !atOnce)
    throw new Error(
      `What ${kid} has signed is in use until ${from.toISOString()}. If the key was stolen, --now retires it all the same.`,
    );
  const rest =
    kind === 'record'
      ? keys.map((key) => (key.kid === kid ? withoutPrivateHalf(key, now) : key))
      : keys.filter((key) => key.kid !== kid);
  return { content: withKeys(content, kind, rest), kind };
}

function withoutPrivateHalf<T extends { d?: string | undefined }>(key: T, now: Date) {
  const { d: _private, ...rest } = key;
  return { ...rest, retiredAt: now.toISOString() };
}
