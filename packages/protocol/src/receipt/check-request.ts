import { type AuthorizationDetails, authorizationDetailsSchema } from '../authorization-details.ts';
import { readCompactJws } from '../compact-jws.ts';
import type { ReceiptClaims } from '../consent-receipt.ts';
import { isWithin } from '../narrower.ts';
import type { ReceiptVerdict, ReportReceiptProblem } from './receipt-verdict.ts';
import type { VerifySignature } from './verify-receipt.ts';

/** The `typ` of what a vendor signs when it asks. @see https://www.rfc-editor.org/rfc/rfc9101#section-10.8 */
export const REQUEST_TYP = 'oauth-authz-req+jwt';

/** Checks the vendor's signed request inside a receipt, and that no more was given than it asks for. */
export async function checkRequest(
  claims: ReceiptClaims,
  verifyRequest: VerifySignature | undefined,
  report: ReportReceiptProblem,
): Promise<ReceiptVerdict['requestSignature']> {
  const request = readCompactJws(claims.request);
  if (request === undefined || request.header['typ'] !== REQUEST_TYP) {
    report('request_malformed', 'the request inside is not a signed request');
  } else {
    checkParties(claims, request.payload, report);
    checkAsked(claims, request.payload['authorization_details'], report);
  }
  if (verifyRequest === undefined) return 'not_checked';
  const signed = await verifyRequest(claims.request, REQUEST_TYP).catch(() => undefined);
  if (signed !== undefined) return 'good';
  report(
    'request_signature_invalid',
    "the request inside is not signed by the vendor's keys that were given",
  );
  return 'bad';
}

function checkParties(
  { iss, aud }: ReceiptClaims,
  request: Readonly<Record<string, unknown>>,
  report: ReportReceiptProblem,
): void {
  const { client_id: clientId, iss: issuer = clientId, aud: audience } = request;
  if (clientId !== aud || issuer !== aud)
    report('request_mismatch', `the request inside is not one of ${aud}`);
  const audiences: readonly unknown[] = Array.isArray(audience) ? audience : [audience];
  if (!audiences.includes(iss)) report('request_mismatch', `the request inside was not made to ${iss}`);
}

function checkAsked(claims: ReceiptClaims, details: unknown, report: ReportReceiptProblem): void {
  const asked = authorizationDetailsSchema.safeParse(
    typeof details === 'string' ? parseJson(details) : details,
  );
  if (!asked.success) {
    report('request_malformed', 'the request inside does not say what it asks for');
    return;
  }
  // The owner may have moved the end since: a later version answers for its end in its chain, not in the request.
  const given =
    claims.consent_version === 1 ? claims.authorization_details : endless(claims.authorization_details);
  if (!isWithin(given, asked.data))
    report('more_than_asked', 'it gives more than the request inside asks for');
}

const endless = (details: AuthorizationDetails): AuthorizationDetails =>
  details.map((entry) => ({ ...entry, access: { ...entry.access, until: new Date(0).toISOString() } }));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
