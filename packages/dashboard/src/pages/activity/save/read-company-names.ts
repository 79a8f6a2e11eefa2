import type { GatewayClient } from '../../../gateway/gateway-client.ts';
import { nameIn } from '../use-company-names.ts';

const MOST_A_PAGE = 200;

/**
 * The names of all companies that have or had a consent. Asked for anew: a copy has no host in the place of a name because the page was
 * still without it. @throws {GatewayProblem}
 */
export async function readCompanyNames(
  gateway: Pick<GatewayClient, 'consents'>,
  signal: AbortSignal,
): Promise<(vendorId: string) => string> {
  const companies = [];
  let cursor: string | undefined;
  do {
    signal.throwIfAborted();
    const page = await gateway.consents({ cursor, signal, limit: MOST_A_PAGE });
    companies.push(...page.items.map(({ vendor }) => vendor));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return nameIn(companies);
}
