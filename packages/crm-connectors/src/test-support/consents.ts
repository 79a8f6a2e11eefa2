import { type AuthorizationDetails, base64url, dataAccessSchema } from '@parley/protocol';
import type { ConsentInForce } from '../consent/consent-in-force.ts';

export const CARE = 'https://w3id.org/dpv#CustomerCare';
export const PERSONALISATION = 'https://w3id.org/dpv#ServicePersonalisation';
export const DAY_MS = 86_400_000;
export const START = new Date('2027-01-01T00:00:00.000Z');

export interface Given {
  /** By category. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly purpose?: string;
  /** In days from the start. Default: 30. */
  readonly endsAfter?: number;
  /** Default: `delete`. */
  readonly onEnd?: 'delete' | 'retain';
}

export function entryOf({ fields, purpose = CARE, endsAfter = 30, onEnd = 'delete' }: Given) {
  const covered = Object.entries(fields).filter(([, names]) => names.length > 0);
  return dataAccessSchema.parse({
    type: 'urn:parley:data-access',
    locations: ['https://gateway.example/v1'],
    actions: ['read'],
    datatypes: covered.map(([name]) => name),
    purpose,
    fields: Object.fromEntries(covered.map(([name, names]) => [name, { required: [...names] }])),
    access: { until: new Date(START.getTime() + endsAfter * DAY_MS).toISOString() },
    retention: { duration: 'P10D', location: 'EU', onEnd },
    recipients: [],
  });
}

const part = (value: unknown): string => base64url(new TextEncoder().encode(JSON.stringify(value)));

export function consentOf(
  details: AuthorizationDetails,
  { id = 'consent_one', version = 1 }: { readonly id?: string; readonly version?: number } = {},
): ConsentInForce {
  const receipt = `${part({ alg: 'ES256' })}.${part({ iat: START.getTime() / 1000 })}.c2ln`;
  return { id, gateway: 'https://gateway.example', subject: 'sub_a', version, details, receipt };
}
