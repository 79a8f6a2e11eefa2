import { PURPOSE_GROUPS } from '../vocabulary/dpv.ts';

/**
 * The standard agreements of the MyTerms roster (IEEE 7012, as listed in DPV 2.3). The person offers one; a company accepts it by
 * naming it in its request.
 */
export const agreementIds = [
  'SD-BASE',
  'SD-BASE-DP',
  'SD-BASE-A',
  'SD-BASE-A-DP',
  'SD-BASE-AT',
  'SD-BASE-AT-DP',
  'SD-BASE-ATP',
  'SD-BASE-ATP-DP',
  'SD-BASE-ATP-S3P',
  'SD-BASE-ATP-S3P-DP',
  'PDC',
  'PDC-INTENT',
  'PDC-AI',
  'PDC-GOOD',
  'TPR',
  'TPR-IDENTITY-REF',
] as const;
export type AgreementId = (typeof agreementIds)[number];

/** What of an agreement can be read off an access request. The rest stays a promise. */
export interface CheckableAgreement {
  /** The only purposes that it allows. */
  readonly purposes: readonly string[];
  /** Whether data about the person may go to others. Fully anonymised data may under S3P, which no request speaks of. */
  readonly recipients: 'none';
}

const { serviceDelivery, analytics, profiling } = PURPOSE_GROUPS;

/** From the strictest to the loosest. Of tracking and of anonymised sharing no request speaks: nothing more is allowed by them here. */
const SERVICE_DELIVERY: Readonly<Record<string, readonly string[]>> = {
  'SD-BASE': serviceDelivery,
  'SD-BASE-A': [...serviceDelivery, ...analytics],
  'SD-BASE-AT': [...serviceDelivery, ...analytics],
  'SD-BASE-ATP': [...serviceDelivery, ...analytics, ...profiling],
  'SD-BASE-ATP-S3P': [...serviceDelivery, ...analytics, ...profiling],
};
const STRICTEST_FIRST = Object.keys(SERVICE_DELIVERY);
const PORTABILITY = /-DP$/;

/** `undefined`: nothing in it can be checked, or it is on no roster that we know. */
export function checkableAgreement(id: string): CheckableAgreement | undefined {
  const base = id.replace(PORTABILITY, '');
  const purposes = Object.hasOwn(SERVICE_DELIVERY, base) ? SERVICE_DELIVERY[base] : undefined;
  return purposes === undefined ? undefined : { purposes, recipients: 'none' };
}

/** Whether a company that accepts one agreement gives at least what another one asks of it. */
export function isAtLeastAsGood(accepted: string, wanted: AgreementId): boolean {
  if (accepted === wanted) return true;
  const [given, asked] = [accepted, wanted].map((id) => STRICTEST_FIRST.indexOf(id.replace(PORTABILITY, '')));
  const areComparable = given !== undefined && asked !== undefined && given >= 0 && asked >= 0;
  return areComparable && given <= asked && (PORTABILITY.test(accepted) || !PORTABILITY.test(wanted));
}
