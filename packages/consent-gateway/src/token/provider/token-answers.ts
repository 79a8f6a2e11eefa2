import { type AuthorizationDetails, type ConsentStatus, differenceOf, hasEnded } from '@parley/protocol';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { SignLedgerHead } from '../../ledger/ledger-heads.ts';
import { sayHeld } from './name-hold.ts';
import type { ReadReceiptAssertion } from './receipt-grant.ts';

/** What a vendor is told beside its token, and beside a refusal: where its consent stands. */
export interface IssuedConsent {
  readonly consentId: string;
  readonly version: number;
  readonly receipt: string;
  readonly receiptSha256: string;
  readonly vendorId: string;
  readonly status: ConsentStatus;
  readonly resumeAt: Date | null;
  readonly details: AuthorizationDetails;
  /** Of an ended consent: the first date by which something that was read has to be gone. */
  readonly deleteBy?: Date | undefined;
}

/** PORT. */
export type FindIssuedConsent = (consentId: string) => Promise<IssuedConsent | undefined>;

/** The consent that each call's token is of: what is told beside the token is of the same moment as what is in it. */
export type IssuedConsents = WeakMap<object, IssuedConsent>;

interface Options {
  provider: Provider;
  issued: IssuedConsents;
  findConsent: FindIssuedConsent;
  readAssertion: ReadReceiptAssertion;
  signHead: SignLedgerHead;
  /** Whether a consent stands still because its vendor is on hold. */
  isHeld(consentId: string): Promise<boolean>;
}

/** Completes the token endpoint's answers. The caller is authenticated by then, or there is nothing to add. */
export async function completeTokenAnswer(ctx: KoaContextWithOIDC, options: Options): Promise<void> {
  const { client } = ctx.oidc;
  if (client === undefined) return;
  const body = ctx.body as Record<string, unknown>;
  if (ctx.status === 200) {
    const consent = options.issued.get(ctx);
    if (consent === undefined) return;
    const head = await options.signHead(consent);
    Object.assign(body, {
      consent_id: consent.consentId,
      consent_version: consent.version,
      receipt: consent.receipt,
      ...(head === undefined ? {} : { ledger_head: head }),
    });
    return;
  }
  if (body?.['error'] !== 'invalid_grant') return;
  const attempt = await consentOfAttempt(ctx, client.clientId, options);
  const consent = attempt && (await options.findConsent(attempt.consentId));
  if (consent === undefined || consent.vendorId !== client.clientId) return;
  if (!hasEnded(consent.status) && (await options.isHeld(consent.consentId))) return sayHeld(ctx);
  body['consent_status'] = consent.status;
  body['consent_version'] = consent.version;
  if (consent.status === 'paused' && consent.resumeAt !== null)
    body['resumes_at'] = consent.resumeAt.toISOString();
  if (consent.deleteBy !== undefined) body['delete_by'] = consent.deleteBy.toISOString();
  if (attempt?.olderDetails !== undefined)
    body['changes'] = differenceOf(attempt.olderDetails, consent.details);
}

interface Attempt {
  readonly consentId: string;
  /** What the receipt of an older version gives. */
  readonly olderDetails?: AuthorizationDetails;
}

/** Of which consent of its own the vendor has tried to get a token: by refresh token, receipt, code or poll. */
async function consentOfAttempt(
  ctx: KoaContextWithOIDC,
  vendorId: string,
  { provider, readAssertion }: Options,
): Promise<Attempt | undefined> {
  const { assertion, ...issued } = ctx.oidc.params as Record<string, unknown>;
  if (typeof assertion === 'string') {
    const proven = await readAssertion(assertion, vendorId);
    if (proven === undefined) return undefined;
    return { consentId: proven.consentId, ...(proven.isPresent ? {} : { olderDetails: proven.details }) };
  }
  const found = await findIssued(issued, provider);
  return found?.clientId === vendorId && found.grantId !== undefined
    ? { consentId: found.grantId }
    : undefined;
}

/** Past its time too: what it was for is still told. */
async function findIssued(
  parameters: Record<string, unknown>,
  provider: Provider,
): Promise<{ clientId?: string | undefined; grantId?: string | undefined } | undefined> {
  const late = { ignoreExpiration: true };
  const { refresh_token: refreshToken, code, auth_req_id: authReqId } = parameters;
  if (typeof refreshToken === 'string') return provider.RefreshToken.find(refreshToken, late);
  if (typeof code === 'string') return provider.AuthorizationCode.find(code, late);
  if (typeof authReqId === 'string') return provider.BackchannelAuthenticationRequest.find(authReqId, late);
  return undefined;
}
