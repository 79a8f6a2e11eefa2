import { relinquishedSchema } from '@parley/protocol';
import { isVendorSdkError, VendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { ConsentEnd } from '../receipt/receipt-store.ts';
import type { ConsentTokens } from './consent-tokens.ts';
import type { HeldConsent } from './held-consent.ts';
import type { Reader } from './read-approved-data.ts';
import { endOf, readState } from './read-state.ts';

interface Relinquishing {
  readonly connection: GatewayConnection;
  readonly held: HeldConsent;
  readonly tokens: ConsentTokens;
  readonly call: Reader;
}

/** The vendor gives its consent back. What it gave back before stays so: an answer that was lost does no harm. */
export async function relinquish(parts: Relinquishing, signal: AbortSignal | undefined): Promise<ConsentEnd> {
  const { held, call } = parts;
  const end = await call({ path: '/consent', method: 'DELETE', signal }).then(
    readEnd,
    async (error: unknown) => {
      if (isVendorSdkError(error, 'consent_relinquished')) return held.now().ended;
      if (isVendorSdkError(error, 'consent_paused')) return giveBackPaused(parts, error, signal);
      throw error;
    },
  );
  if (end === undefined) throw new VendorSdkError('invalid_response', { detail: 'not an end' });
  await held.end(end);
  return end;
}

/** While it is paused there are no new tokens; a refresh token gives it back all the same. */
async function giveBackPaused(
  { connection, held, tokens }: Relinquishing,
  paused: VendorSdkError,
  signal: AbortSignal | undefined,
): Promise<ConsentEnd | undefined> {
  if (!(await tokens.giveBack(signal))) throw paused;
  return endOf(await readState(connection, held.now().claims.consent_id, { signal }));
}

function readEnd(answer: unknown): ConsentEnd | undefined {
  const relinquished = relinquishedSchema.safeParse(answer);
  if (!relinquished.success) return undefined;
  const { status, delete_by: deleteBy } = relinquished.data;
  return { status, ...(deleteBy !== undefined && { deleteBy }) };
}
