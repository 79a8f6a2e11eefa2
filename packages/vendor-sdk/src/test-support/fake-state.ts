import type { AuthorizationDetails, ConsentStatus } from '@parley/protocol';
import type { PublicVendorJwk } from '../vendor-key.ts';
import { createFakeSigner, type FakeSigner } from './fake-signer.ts';

export const GATEWAY = 'https://gateway.example';
export const CLIENT_ID = 'https://acme.example/client.json';
export const NONCE = 'a-nonce-of-the-gateway';

export interface FakeItem {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** What the tests may turn. */
export interface FakeState {
  now: Date;
  clientKey: PublicVendorJwk | undefined;
  status: ConsentStatus;
  resumesAt: string | undefined;
  deleteBy: string;
  /** The deletion reports that came. */
  readonly reports: string[];
  version: number;
  /** What the owner gives: by default what was asked. */
  give: (asked: AuthorizationDetails) => AuthorizationDetails;
  /** Changes the answer of the token endpoint before it is sent. */
  alterToken: (body: Record<string, unknown>) => Record<string, unknown> | Promise<Record<string, unknown>>;
  /** Changes the claims and the header of a receipt before it is signed. */
  alterReceipt: (claims: Record<string, unknown>, header: Record<string, unknown>) => void;
  /** Changes what is said of where the consent stands. */
  alterStanding: (standing: Record<string, unknown>) => void;
  /** Changes the claims of the word for a deletion report before it is signed. */
  alterAcknowledgement: (claims: Record<string, unknown>) => void;
  knowsRefreshTokens: boolean;
  /** Access tokens that were taken back. */
  readonly refusedTokens: Set<string>;
  items: readonly FakeItem[];
  pageSize: number;
  asked: AuthorizationDetails | undefined;
  request: string;
  readonly codes: Map<string, IssuedCode>;
  readonly proofs: SeenProof[];
  readonly assertions: Set<string>;
  readonly signer: FakeSigner;
}

export interface SeenProof {
  readonly jti: string;
  readonly jkt: string;
  readonly htu: string;
}

export interface IssuedCode {
  readonly challenge: string;
  readonly redirectUri: string;
  readonly jkt: string;
}

export async function createFakeState(): Promise<FakeState> {
  return {
    now: new Date(),
    clientKey: undefined,
    status: 'given',
    resumesAt: undefined,
    deleteBy: '2027-03-01T00:00:00.000Z',
    reports: [],
    version: 1,
    give: (asked) => asked,
    alterToken: (body) => body,
    alterReceipt: () => {},
    alterStanding: () => {},
    alterAcknowledgement: () => {},
    knowsRefreshTokens: true,
    refusedTokens: new Set(),
    items: [],
    pageSize: 2,
    asked: undefined,
    request: '',
    codes: new Map(),
    proofs: [],
    assertions: new Set(),
    signer: await createFakeSigner(GATEWAY, CLIENT_ID),
  };
}
