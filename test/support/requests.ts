import type { AuthorizationDetails } from '@parley/protocol';
import type { AccessRequestEntry } from '@parley/vendor-sdk';

export const CUSTOMER_CARE = 'https://w3id.org/dpv#CustomerCare';
export const DIRECT_MARKETING = 'https://w3id.org/dpv#DirectMarketing';

const DAY_MS = 86_400_000;

export const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

/** What a support desk asks for; each part may be replaced. */
export function careRequest(parts: Partial<AccessRequestEntry> = {}): AccessRequestEntry {
  return {
    actions: ['read'],
    datatypes: ['issues', 'preferences'],
    purpose: CUSTOMER_CARE,
    fields: {
      issues: {
        required: ['title', 'state', 'kind', 'createdAt'],
        optional: ['description', 'severity', 'messages'],
      },
      preferences: { required: ['topic', 'statement', 'strength'], optional: ['value', 'modifiedAt'] },
    },
    access: { until: inDays(90) },
    retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
    recipients: [],
    benefit: 'Faster repairs without repeating yourself',
    ...parts,
  };
}

/** What an owner narrows to. */
export const onlyTitles = (details: AuthorizationDetails): AuthorizationDetails =>
  details.map((entry) => ({
    ...entry,
    datatypes: ['issues'],
    fields: { issues: { required: ['title'], optional: [] } },
  }));
