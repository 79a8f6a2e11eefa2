import type { KnownVendor } from '@parley/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useGateway } from '../../../gateway/gateway.tsx';
import { kept } from '../../../gateway/queries.ts';
import { companyName } from '../../requests/who/company-name.ts';

const DAY_MS = 86_400_000;
/** The gateway's clock may be a little behind: what is made for the longest time has to be allowed by it. */
const SLACK_MS = 60_000;

interface Asked {
  readonly days: number;
  /** The issue that it is about. Empty: none. */
  readonly issueId: string;
}

/** Makes an invitation for the company of an entry. Its link is in the answer alone. */
export function useInvite(entry: KnownVendor) {
  const gateway = useGateway();
  const queries = useQueryClient();
  return useMutation({
    async mutationFn({ days, issueId }: Asked) {
      const { link, expiresAt } = await gateway.invite({
        ...(entry.clientId === undefined ? { site: entry.site ?? '' } : { vendorId: entry.clientId }),
        expiresAt: new Date(Date.now() + days * DAY_MS - SLACK_MS).toISOString(),
        note: companyName(entry),
        ...(issueId === '' ? {} : { issueId }),
      });
      return { link, expiresAt };
    },
    onSettled: () => queries.invalidateQueries({ queryKey: kept.invitations }),
  });
}
