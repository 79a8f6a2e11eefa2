import {
  appendConsentEvent,
  type ConsentStatement,
  isPodError,
  openPod,
  type Pod,
  writeConsentDocument,
} from '@parley/pod-client';
import {
  type Categories,
  type ConsentStatus,
  coveredFields,
  RECEIPT_TYP,
  REPORT_RECEIVED_TYP,
  type ReceiptClaims,
  type ReportReceivedClaims,
} from '@parley/protocol';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { ConsentDocuments } from '../../consent/consent-documents.ts';
import type { PodNotice } from '../../consent/consent-store.ts';
import type { OwnerDirectory } from '../../consent/owner-directory.ts';
import { GatewayError } from '../../gateway-error.ts';

const RETRY_SECONDS = 10;

/** Consent files in owners' pods, written as the gateway: it can create and append, never change. */
export function createConsentDocuments(options: {
  podFetch: typeof fetch;
  owners: OwnerDirectory;
  categories: Categories;
}): ConsentDocuments {
  const podOf = async (ownerId: string, signal: AbortSignal): Promise<Pod> => {
    const owner = await options.owners.find(ownerId);
    if (owner === undefined) throw new GatewayError('not_connected', 'the owner has no connected pod');
    return openPod({ container: owner.container, fetch: options.podFetch, signal });
  };
  return {
    async create({ ownerId, consentId, document, signal }) {
      const pod = await podOf(ownerId, signal);
      const statement = versionStatement(
        decodeJwt<ReceiptClaims>(document.jws),
        document,
        options.categories,
      );
      await orUnavailable(() => writeConsentDocument(pod, { consentId, statement }));
    },
    async append({ notice, signal }) {
      const { consentId, ownerId } = notice;
      const pod = await podOf(ownerId, signal);
      try {
        await orUnavailable(() =>
          appendConsentEvent(pod, { consentId, statement: toStatement(notice, options.categories) }),
        );
        return 'appended';
      } catch (error) {
        const { cause } = error as GatewayError;
        if (isPodError(cause) && cause.code === 'not_found') return 'absent';
        throw error;
      }
    },
  };
}

function toStatement(notice: PodNotice, categories: Categories): ConsentStatement {
  const { jws, sequence, at, evidence, event } = notice;
  const { typ } = decodeProtectedHeader(jws);
  if (typ === REPORT_RECEIVED_TYP) {
    const { consent_version: version } = decodeJwt<ReportReceivedClaims>(jws);
    return { sequence, jws, at, version, by: 'vendor' };
  }
  if (typ === RECEIPT_TYP)
    return {
      ...versionStatement(decodeJwt<ReceiptClaims>(jws), { jws, evidence: evidence ?? '' }, categories),
      sequence,
    };
  const claims = decodeJwt<{ consent_version: number; by: ConsentStatement['by'] }>(jws);
  return {
    sequence,
    jws,
    at,
    version: claims.consent_version,
    status: event as ConsentStatus,
    by: claims.by,
    ...(evidence === undefined ? {} : { evidence }),
  };
}

function versionStatement(
  claims: ReceiptClaims,
  document: { jws: string; evidence: string },
  categories: Categories,
): ConsentStatement {
  return {
    sequence: claims.consent_version,
    jws: document.jws,
    evidence: document.evidence,
    version: claims.consent_version,
    status: claims.status ?? 'given',
    at: new Date(claims.iat * 1000).toISOString(),
    by: 'owner',
    record: {
      id: claims.jti,
      vendorId: claims.aud,
      until: claims.until,
      processes: claims.authorization_details.map((entry) => ({
        purpose: entry.purpose,
        personalData: entry.datatypes.flatMap((name) => categories.get(name)?.personalData ?? []),
        fields: entry.datatypes.flatMap((name) =>
          coveredFields(entry, name).map((field) => `${name}.${field}`),
        ),
      })),
    },
  };
}

/** Whatever the pod's fault is, the owner's decision is kept and can be tried again. */
async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new GatewayError('temporarily_unavailable', 'the pod cannot be written now', {
      cause,
      retryAfterSeconds: RETRY_SECONDS,
    });
  }
}
