import type {
  AuthorizationDetails,
  ConsentView,
  InvitationView,
  LedgerEntryBody,
  Preview,
  RequestView,
} from '@parley/protocol';
import { ownerApi } from '@parley/protocol';
import { type Call, createCall } from './call.ts';
import { noticeCalls } from './notice-calls.ts';

/** One page of a list, the newest first. */
export interface PageOf<Item> {
  readonly items: readonly Item[];
  /** Gives the next page. Absent: there is none. */
  readonly nextCursor?: string | undefined;
}

type Asked = { readonly cursor?: string | undefined; readonly limit?: number; readonly signal?: AbortSignal };
type One = { readonly signal?: AbortSignal };

/** Which entries: all that is said has to hold. */
export type LedgerFilter = {
  readonly consent?: string | undefined;
  readonly vendor?: string | undefined;
  readonly kind?: LedgerEntryBody['kind'] | undefined;
  readonly outcome?: LedgerEntryBody['outcome'] | undefined;
  /** An instant: not before it. */
  readonly from?: string | undefined;
  /** An instant: before it. */
  readonly to?: string | undefined;
};

/** `item` is one of a category. Everything else is a limit of that category, by its name. */
export type PreviewAsked = Omit<Asked, 'signal'> &
  One & { readonly purpose?: string; readonly category?: string; readonly item?: string } & Readonly<
    Record<string, string | number | AbortSignal | undefined>
  >;

export type GatewayClient = ReturnType<typeof createGatewayClient>;

/**
 * The owner API, typed: each act goes to a path that ends in the digest of its body, so that the browser's proof signs the decision.
 *
 * @throws {GatewayProblem} by its code
 */
export function createGatewayClient(options: { readonly gateway: string; readonly fetch: typeof fetch }) {
  const call = createCall(options);
  return {
    ...connectionCalls(call),
    ...requestCalls(call),
    ...consentCalls(call),
    ...invitationCalls(call),
    ...noticeCalls(call),
  };
}

function connectionCalls({ get, send }: Call) {
  return {
    connection: (one: One = {}) => get('/connection', ownerApi.connectionSchema, one),
    challenge: (container: string) =>
      send('POST', '/connection/challenge', ownerApi.connectionChallengeSchema, { container }),
    connect: (container: string) => send('PUT', '/connection', ownerApi.connectionSchema, { container }),
    /** Every consent ends, then the pod is forgotten. */
    disconnect: () => send('DELETE', '/connection'),
  };
}

function requestCalls({ get, act }: Call) {
  const of = (requestId: string) => `/requests/${encodeURIComponent(requestId)}`;
  return {
    async requests(asked: Asked = {}): Promise<PageOf<RequestView>> {
      const { requests, nextCursor } = await get('/requests', ownerApi.requestListSchema, asked);
      return { items: requests, nextCursor };
    },
    request: (requestId: string, one: One = {}): Promise<RequestView> =>
      get(of(requestId), ownerApi.requestViewSchema, one),
    previewRequest: (requestId: string, asked: PreviewAsked = {}): Promise<Preview> =>
      get(`${of(requestId)}/preview`, ownerApi.previewSchema, asked),
    claim: (requestId: string, secret: string): Promise<RequestView> =>
      act(`${of(requestId)}/claim`, ownerApi.requestViewSchema, { secret }),
    /** `secret`: where this browser carries the request, see `session/carried-request.ts`. */
    give: (requestId: string, decided: { approved: AuthorizationDetails; secret?: string }) =>
      act(`${of(requestId)}/give`, ownerApi.decidedSchema, decided),
    refuse: (requestId: string, decided: { secret?: string; notAgainDays?: number } = {}) =>
      act(`${of(requestId)}/refuse`, ownerApi.decidedSchema, decided),
    defer: (requestId: string, decided: { secret?: string } = {}) =>
      act(`${of(requestId)}/defer`, ownerApi.decidedSchema, decided),
  };
}

function consentCalls({ get, act }: Call) {
  const of = (consentId: string) => `/consents/${encodeURIComponent(consentId)}`;
  return {
    async consents(asked: Asked = {}): Promise<PageOf<ConsentView>> {
      const { consents, nextCursor } = await get('/consents', ownerApi.consentListSchema, asked);
      return { items: consents, nextCursor };
    },
    /** With the receipt: the signed copy that both sides have. */
    consent: (consentId: string, one: One = {}): Promise<ConsentView & { receipt: string }> =>
      get(of(consentId), ownerApi.consentWithReceiptSchema, one),
    previewConsent: (consentId: string, asked: PreviewAsked = {}): Promise<Preview> =>
      get(`${of(consentId)}/preview`, ownerApi.previewSchema, asked),
    withdraw: (consentId: string, reason?: string) =>
      act(`${of(consentId)}/withdraw`, ownerApi.stoppedSchema, reason === undefined ? {} : { reason }),
    pause: (consentId: string, resumeAt?: string) =>
      act(`${of(consentId)}/pause`, ownerApi.stoppedSchema, resumeAt === undefined ? {} : { resumeAt }),
    /** `details`: all that stays. */
    narrow: (consentId: string, details: AuthorizationDetails) =>
      act(`${of(consentId)}/narrow`, ownerApi.stoppedSchema, { details }),
    extend: (consentId: string, until: string) =>
      act(`${of(consentId)}/extend`, ownerApi.widenedSchema, { until }),
    resume: (consentId: string) => act(`${of(consentId)}/resume`, ownerApi.widenedSchema, {}),
    /** `heldSince`: of the hold as it was shown. */
    liftHold: (consentId: string, heldSince: string) =>
      act(`${of(consentId)}/lift-hold`, ownerApi.widenedSchema, { heldSince }),
    ledger: (asked: Asked & LedgerFilter = {}) => get('/ledger', ownerApi.ledgerPageSchema, asked),
    /** How often each company has read on each day; both days count, in UTC. */
    activity: (asked: One & { readonly from: string; readonly to: string }) =>
      get('/activity', ownerApi.activitySchema, asked),
    /** What companies say that they did with what they may see; of one, or of all. */
    honours: async (asked: One & { readonly vendor?: string | undefined } = {}) =>
      (await get('/honours', ownerApi.honourListSchema, asked)).honours,
    /** How it went with one company, as far as index and ledger tell. */
    measures: (vendor: string, one: One = {}) =>
      get('/measures', ownerApi.vendorMeasuresSchema, { ...one, vendor }),
  };
}

function invitationCalls({ get, send, act }: Call) {
  return {
    invitations: async (one: One = {}): Promise<readonly InvitationView[]> =>
      (await get('/invitations', ownerApi.invitationListSchema, one)).invitations,
    /** For one company, by `vendorId` or by `site`. The `link` in the answer is shown this once. */
    invite: (asked: {
      vendorId?: string;
      site?: string;
      expiresAt: string;
      note?: string;
      issueId?: string;
    }) => act('/invitations', ownerApi.createdInvitationSchema, asked),
    revokeInvitation: (invitationId: string) =>
      send('DELETE', `/invitations/${encodeURIComponent(invitationId)}`),
    silences: async (one: One = {}) => (await get('/silences', ownerApi.silenceListSchema, one)).silences,
    /** `days` 0: it may ask again. */
    silence: (vendorId: string, days: number) =>
      act('/silences', ownerApi.silenceListSchema, { vendorId, days }),
  };
}
