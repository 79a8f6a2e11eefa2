// Under which consent something is written. In: what the vendor SDK holds. Out: what it lets a CRM have, and until when.

import {
  type AuthorizationDetails,
  addDuration,
  type ConsentStatus,
  coveredFields,
  type DataAccess,
  readCompactJws,
} from '@parley/protocol';
import { CrmConnectorError } from '../errors.ts';

/** A consent as `@parley/vendor-sdk` gives it: pass its `Consent` as it is. */
export interface ConsentInForce {
  readonly id: string;
  /** The gateway's origin. */
  readonly gateway: string;
  /** The owner, by an id that is this vendor's alone. */
  readonly subject: string;
  readonly version: number;
  readonly details: AuthorizationDetails;
  /** The receipt of that version. It is not verified again. */
  readonly receipt: string;
}

/** Where a consent stands: what `consent.status()` of the SDK answers. */
export interface ConsentStanding {
  readonly version: number;
  readonly status: ConsentStatus;
  readonly details: AuthorizationDetails;
}

/** The entry of a purpose, while its time lasts. @throws {not_covered} @throws {consent_over} */
export function entryInForce({ details }: ConsentInForce, purpose: string, now: Date): DataAccess {
  const entry = details.find((each) => each.purpose === purpose);
  if (entry === undefined) throw new CrmConnectorError('not_covered', { detail: 'the purpose' });
  if (new Date(entry.access.until) <= now) throw new CrmConnectorError('consent_over');
  return entry;
}

/**
 * By when everything under an entry has to be gone: its end plus what it may be kept for. `undefined`: the owner has agreed that it may be
 * retained.
 */
export function goneBy({ access, retention }: DataAccess): string | undefined {
  if (retention.onEnd === 'retain') return undefined;
  return addDuration(new Date(access.until), retention.duration, 1).toISOString();
}

/** Whether an entry covers a field of a category; `id` wherever it covers anything of it. */
export function covers(entry: DataAccess, category: string, field: string): boolean {
  const fields = coveredFields(entry, category);
  return field === 'id' ? fields.length > 0 : fields.includes(field);
}

/** When the version was signed. @throws {invalid_options} */
export function capturedAt({ receipt }: ConsentInForce): string {
  const signedAt = readCompactJws(receipt)?.payload['iat'];
  if (typeof signedAt !== 'number') throw new CrmConnectorError('invalid_options', { detail: 'no receipt' });
  return new Date(signedAt * 1000).toISOString();
}
