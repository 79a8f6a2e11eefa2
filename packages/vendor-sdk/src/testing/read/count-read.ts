import type { DataAccess } from '@parley/protocol';
import { problem } from '../answers.ts';
import type { FakeConsent } from '../fake-consent.ts';
import type { FakeState } from '../fake-state.ts';

const DAY_MS = 86_400_000;

/** Each page counts, refusals do not. The day is the UTC day. */
export function countRead(consent: FakeConsent, { purpose, access }: DataAccess, state: FakeState): void {
  const now = state.now().getTime();
  const day = `${purpose} ${Math.floor(now / DAY_MS)}`;
  const count = (consent.reads.get(day) ?? 0) + 1;
  if (count > (access.maxReadsPerDay ?? Number.POSITIVE_INFINITY)) {
    const seconds = Math.max(1, Math.ceil((DAY_MS - (now % DAY_MS)) / 1000));
    const headers = { 'retry-after': String(seconds) };
    throw problem('read_limit', state.origin, { headers });
  }
  consent.reads.set(day, count);
}
