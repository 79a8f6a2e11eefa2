import type { PublicJwk } from '@parley/protocol';
import { GatewayProblem } from './problem.ts';

const TIMEOUT_MS = 20_000;

/** All keys by which a gateway has ever signed records, as it publishes them. @throws {GatewayProblem} `offline` */
export async function readRecordKeys(gateway: string, signal?: AbortSignal): Promise<readonly PublicJwk[]> {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const keys = await fetch(`${gateway}/.well-known/parley/record-keys`, {
    signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    credentials: 'omit',
  })
    .then((answer) => answer.json())
    .then(({ keys }: { keys: unknown }) => keys)
    .catch(() => undefined);
  if (!Array.isArray(keys)) throw new GatewayProblem('offline');
  return keys.filter((key): key is PublicJwk => typeof key === 'object' && key !== null);
}
