import type { AccessRequestEntry } from '@parley/vendor-sdk';
import { topics } from '../shape/understand-preference.ts';

/** The shop's one purpose, and it is written into the owner's ledger with each look. */
export const PERSONALISATION = 'https://w3id.org/dpv#ServicePersonalisation';

const MONTHS = 3;

/** Only the topics that change something in the shop. The own words are asked for last: often the exact value is enough. */
export function whatTheShopAsks(now: Date): AccessRequestEntry[] {
  const until = new Date(now);
  until.setUTCMonth(until.getUTCMonth() + MONTHS);
  return [
    {
      actions: ['read'],
      datatypes: ['preferences'],
      purpose: PERSONALISATION,
      fields: {
        preferences: {
          required: ['topic', 'strength', 'value'],
          optional: ['statement', 'validFrom', 'validUntil'],
        },
      },
      filter: { preferences: { topics: [...topics] } },
      access: { until: `${until.toISOString().slice(0, 19)}Z`, maxReadsPerDay: 200 },
      retention: { duration: 'P1D', location: 'EU', onEnd: 'delete' },
      recipients: [],
      benefit: 'A shop that leaves out what you must not eat, and begins with what you like',
    },
  ];
}
