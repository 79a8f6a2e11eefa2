import { type SecretsContent, type StoredKey, storedKeys } from '../secrets/file/secrets-content.ts';
import { type KeyStage, retirableFrom, stagesOf } from '../secrets/key-life.ts';
import { keyKinds } from '../secrets/secrets.ts';

/** The keys of a gateway in words, a line each, newest first. No private half. */
export function describeKeys(content: SecretsContent, now: Date): string {
  return keyKinds
    .map((kind) => {
      const keys = storedKeys(content, kind);
      const stages = stagesOf(keys, now);
      const lines = keys.map((key, index) => {
        const retirable = retirableFrom(keys, index);
        return `  ${key.kid}  ${words(key, { stage: stages[index] ?? 'former', retirable, now })}\n`;
      });
      return `${kind}\n${lines.join('')}`;
    })
    .join('');
}

function words(
  key: StoredKey,
  { stage, retirable, now }: { stage: KeyStage; retirable: Date; now: Date },
): string {
  if (stage === 'coming') return `published; signs from ${key.signsFrom}`;
  if (stage === 'signing') return key.signsFrom === undefined ? 'signs' : `signs since ${key.signsFrom}`;
  if (stage === 'retired') return `retired ${key.retiredAt}; published for ever`;
  return retirable > now
    ? `signs no more; may be retired from ${retirable.toISOString()}`
    : 'signs no more; may be retired';
}
