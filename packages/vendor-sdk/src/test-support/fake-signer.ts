import { type AuthorizationDetails, RECEIPT_TYP, REPORT_RECEIVED_TYP, sha256 } from '@parley/protocol';
import { decodeJwt, exportJWK, type JWTPayload, SignJWT } from 'jose';

/** The keys of the fake gateway, and what it signs with them. */
export interface FakeSigner {
  receipt(facts: ReceiptFacts): Promise<string>;
  reportReceived(facts: ReportFacts): Promise<string>;
  accessToken(claims: Record<string, unknown>, expiresAt: number): Promise<string>;
  requestClaims(request: string): JWTPayload;
  recordKeys(): { keys: object[] };
}

export interface ReceiptFacts {
  readonly now: Date;
  readonly version: number;
  readonly request: string;
  readonly details: AuthorizationDetails;
  readonly alter: (claims: Record<string, unknown>, header: Record<string, unknown>) => void;
}

interface ReportFacts {
  readonly report: string;
  readonly at: string;
  readonly version: number;
  readonly alter: (claims: Record<string, unknown>) => void;
}

export const CONSENT_ID = 'consent_AAAAAAAAAAAAAAAAAAAAAA';

export async function createFakeSigner(issuer: string, clientId: string): Promise<FakeSigner> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const publicJwk = { ...(await exportJWK(pair.publicKey)), kid: 'record-1', alg: 'ES256', use: 'sig' };
  const sign = (claims: Record<string, unknown>, typ: string, extra: object = {}): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'record-1', typ, ...extra })
      .sign(pair.privateKey);
  return {
    async receipt({ now, version, request, details, alter }) {
      const claims = {
        iss: issuer,
        aud: clientId,
        sub: 'pairwise-subject',
        iat: Math.floor(now.getTime() / 1000),
        jti: '3f0c9c1a-5d5e-4d0c-9a38-4a5b0b7b3f10',
        consent_id: CONSENT_ID,
        consent_version: version,
        previous: version === 1 ? null : await sha256('the version before'),
        request,
        owner_ref: 'sealed',
        authorization_details: details,
        until: details[0]?.access.until ?? '2027-01-01T00:00:00Z',
        record: {},
      };
      const header: Record<string, unknown> = {};
      alter(claims, header);
      return sign(claims, RECEIPT_TYP, header);
    },
    async reportReceived({ report, at, version, alter }) {
      const claims = {
        iss: issuer,
        iat: Math.floor(Date.parse(at) / 1000),
        jti: crypto.randomUUID(),
        consent_id: CONSENT_ID,
        consent_version: version,
        at,
        report,
        previous: await sha256('the version before'),
      };
      alter(claims);
      return sign(claims, REPORT_RECEIVED_TYP);
    },
    accessToken: (claims, expiresAt) => sign({ iss: issuer, exp: expiresAt, ...claims }, 'at+jwt'),
    requestClaims: (request) => decodeJwt(request),
    recordKeys: () => ({ keys: [publicJwk] }),
  };
}
