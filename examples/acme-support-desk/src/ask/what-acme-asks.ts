import type { AccessRequestEntry } from '@parley/vendor-sdk';

/** The one purpose that Acme has. */
export const CUSTOMER_CARE = 'https://w3id.org/dpv#CustomerCare';

const MONTHS = 6;

/** What Acme asks for: enough to help, for half a year, and nothing of what people told other companies. */
export function whatAcmeAsks(now: Date): AccessRequestEntry[] {
  const until = new Date(now);
  until.setUTCMonth(until.getUTCMonth() + MONTHS);
  return [
    {
      actions: ['read', 'subscribe', 'converse'],
      datatypes: ['issues', 'preferences'],
      purpose: CUSTOMER_CARE,
      fields: {
        issues: {
          required: ['title', 'state', 'kind', 'createdAt'],
          optional: [
            'severity',
            'description',
            'about',
            'desiredOutcome',
            'messages',
            'modifiedAt',
            'closedAt',
          ],
        },
        preferences: { required: ['topic', 'statement', 'strength'], optional: ['value', 'validUntil'] },
      },
      filter: { issues: { addressee: 'requester' } },
      access: { until: `${until.toISOString().slice(0, 19)}Z`, lookback: 'P1Y', maxReadsPerDay: 500 },
      retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
      recipients: [],
      benefit: 'Faster repairs, without repeating yourself to every colleague',
    },
  ];
}
