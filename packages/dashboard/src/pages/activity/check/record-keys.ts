import { type PublicJwk, signedBy, type VerifyReceiptOptions } from '@parley/protocol';

/** Whose signatures count: the keys that the gateway publishes, all that it ever had. */
export interface RecordKeys {
  readonly ids: readonly string[];
  readonly verifySignature: VerifyReceiptOptions['verifySignature'];
}

/** The gateway's published keys cannot be read. */
export class KeysUnreadable extends Error {
  override readonly name = 'KeysUnreadable';
}

const TIMEOUT_MS = 20_000;

/** @throws {KeysUnreadable} */
export async function readRecordKeys(gateway: string, signal: AbortSignal): Promise<RecordKeys> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const keys = await fetch(`${gateway}/.well-known/parley/record-keys`, { signal: limit })
    .then((answer) => (answer.ok ? answer.json() : undefined))
    .then(keysIn)
    .catch(() => undefined);
  signal.throwIfAborted();
  if (keys === undefined || keys.length === 0) throw new KeysUnreadable('record keys');
  return { ids: keys.flatMap(({ kid }) => kid ?? []), verifySignature: signedBy(keys) };
}

function keysIn(answer: unknown): readonly PublicJwk[] | undefined {
  const { keys } = (answer ?? {}) as { keys?: unknown };
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'object' && key !== null) : undefined;
}
