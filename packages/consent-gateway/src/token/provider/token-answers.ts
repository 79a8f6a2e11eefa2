import type { ConsentStatus } from '@parley/protocol';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';

/** What a vendor is told beside its token, and beside a refusal: where its consent stands. */
export interface IssuedConsent {
  readonly consentId: string;
  readonly version: number;
  readonly receipt: string;
  readonly receiptSha256: string;
  readonly vendorId: string;
  readonly status: ConsentStatus;
  readonly resumeAt: Date | null;
  /** Of an ended consent: the first date by which something that was read has to be gone. */
  readonly deleteBy?: Date | undefined;
}

/** PORT. */
export type FindIssuedConsent = (consentId: string) => Promise<IssuedConsent | undefined>;

interface Options {
  provider: Provider;
  findConsent: FindIssuedConsent;
  /** The consent that a receipt names, when it is genuine and this vendor's. */
  consentOfReceipt: (receipt: string, vendorId: string) => Promise<string | undefined>;
}

/** Completes the token endpoint's answers. The caller is authenticated by then, or there is nothing to add. */
export async function completeTokenAnswer(ctx: KoaContextWithOIDC, options: Options): Promise<void> {
  const { client } = ctx.oidc;
  if (client === undefined) return;
  const body = ctx.body as Record<string, unknown>;
  if (ctx.status === 200) {
    const consent = await options.findConsent(String(ctx.oidc.entities.Grant?.jti));
    if (consent !== undefined)
      Object.assign(body, {
        consent_id: consent.consentId,
        consent_version: consent.version,
        receipt: consent.receipt,
      });
    return;
  }
  if (body?.['error'] !== 'invalid_grant') return;
  const consentId = await consentOfAttempt(ctx, client.clientId, options);
  const consent = consentId === undefined ? undefined : await options.findConsent(consentId);
  if (consent === undefined || consent.vendorId !== client.clientId) return;
  body['consent_status'] = consent.status;
  if (consent.status === 'paused' && consent.resumeAt !== null)
    body['resumes_at'] = consent.resumeAt.toISOString();
  if (consent.deleteBy !== undefined) body['delete_by'] = consent.deleteBy.toISOString();
}

async function consentOfAttempt(
  ctx: KoaContextWithOIDC,
  vendorId: string,
  options: Options,
): Promise<string | undefined> {
  const {
    refresh_token: refreshToken,
    assertion,
    auth_req_id: authReqId,
  } = ctx.oidc.params as Record<string, unknown>;
  if (typeof refreshToken === 'string') {
    const found = await options.provider.RefreshToken.find(refreshToken, { ignoreExpiration: true });
    return found?.clientId === vendorId ? found.grantId : undefined;
  }
  if (typeof authReqId === 'string') {
    const asked = await options.provider.BackchannelAuthenticationRequest.find(authReqId, {
      ignoreExpiration: true,
    });
    return asked?.clientId === vendorId ? asked.grantId : undefined;
  }
  return typeof assertion === 'string' ? options.consentOfReceipt(assertion, vendorId) : undefined;
}
