import type { Seen } from './evidence.ts';

const TIMEOUT_MS = 10_000;
/** More than a client document or a gateway's metadata may have. */
const MAX_CHARACTERS = 65_536;

/** What an address answers to a GET. It follows no redirect: a gateway does not either. */
export async function lookAt(address: string, signal: AbortSignal): Promise<Seen> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const startedAt = Date.now();
  try {
    const answer = await fetch(address, {
      headers: { accept: 'application/json' },
      redirect: 'manual',
      signal: within,
    });
    const ahead = aheadOf(answer.headers, (startedAt + Date.now()) / 2);
    return {
      status: answer.status,
      type: answer.headers.get('content-type') ?? '',
      text: (await answer.text()).slice(0, MAX_CHARACTERS),
      ...(ahead !== undefined && { aheadSeconds: ahead }),
    };
  } catch (fault) {
    signal.throwIfAborted();
    return { failure: reasonOf(fault) };
  }
}

/** RFC 9110 section 6.6.1: whole seconds, cut off; a cache says how long ago that was. */
function aheadOf(headers: Headers, ourTime: number): number | undefined {
  const stated = Date.parse(headers.get('date') ?? '');
  const ageSeconds = Number(headers.get('age') ?? 0);
  if (Number.isNaN(stated) || !Number.isFinite(ageSeconds)) return undefined;
  return Math.round((stated + 500 - ourTime) / 1000 + ageSeconds);
}

/** `ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED`: what an administrator looks for. */
function reasonOf(fault: unknown): string {
  if (fault instanceof Error && fault.name === 'TimeoutError')
    return `no answer within ${TIMEOUT_MS / 1000} s`;
  const cause = fault instanceof Error && fault.cause instanceof Error ? fault.cause : fault;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer';
}
