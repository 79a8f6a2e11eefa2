// What this company asks for, and what it promises. Ask for little: people see each field, and may take it out.

export const PURPOSE = 'https://w3id.org/dpv#CustomerCare';

const DAY_MS = 86_400_000;

export function whatWeAsk() {
  return [
    {
      // 'subscribe': tell us when something changes.
      actions: ['read', 'subscribe'],
      datatypes: ['preferences', 'issues'],
      purpose: PURPOSE,
      fields: {
        preferences: { required: ['topic', 'statement'], optional: ['strength'] },
        issues: { required: ['title', 'state'], optional: ['kind', 'createdAt'] },
      },
      filter: { issues: { addressee: 'requester' } },
      access: { until: new Date(Date.now() + 90 * DAY_MS).toISOString() },
      retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
      recipients: [],
      benefit: 'Help without telling everything twice',
    },
  ];
}
