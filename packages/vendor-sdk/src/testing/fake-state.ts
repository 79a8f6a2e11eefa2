// What a fake gateway remembers. Its endpoints and its owner change it; nothing else does.

import type {
  ApprovedItem,
  AuthorizationDetails,
  Categories,
  ConsentStatus,
  MessageSent,
} from '@parley/protocol';
import type { JWTPayload } from 'jose';
import type { ClientDocument } from '../client-document.ts';
import type { FakeEvents } from './events/fake-events.ts';
import type { FakeConsent } from './fake-consent.ts';
import type { Kept } from './keep-only.ts';

/** What the owner's pod holds for this vendor, by category. An item's id is the one that the vendor will see. */
export type FakeData = Readonly<Record<string, readonly ApprovedItem[]>>;

export interface FakeState {
  readonly origin: string;
  readonly resource: string;
  readonly now: () => Date;
  readonly categories: Categories;
  client: ClientDocument;
  data: FakeData;
  /** The bytes of attached files, by the id of the attachment. */
  readonly files: Map<string, Uint8Array<ArrayBuffer>>;
  /** By request URI. */
  readonly pushed: Map<string, PushedRequest>;
  readonly codes: Map<string, IssuedCode>;
  /** What was asked while the owner is away. */
  readonly waiting: Waiting;
  /** What became of the requests that have reached the gateway, by what the vendor signed. */
  readonly seen: Map<string, 'waiting' | 'given' | 'refused' | 'deferred' | 'cancelled'>;
  /** What the vendor has said, by consent and key. */
  readonly messages: Map<
    string,
    { readonly words: string; readonly sent: MessageSent; readonly opens?: true }
  >;
  /** The owner wants no threads that the vendor begins. */
  mutesOpenings: boolean;
  /** What the vendor has said that it did, by consent and key. */
  readonly honours: Map<string, { readonly said: string; readonly recordedAt: string }>;
  /** In the order in which they were given. */
  readonly consents: FakeConsent[];
  /** What counts once: the ids of client assertions, signed requests and proofs. */
  readonly used: Set<string>;
  /** What the vendor is told. */
  readonly events: FakeEvents;
  /** What a gateway never does, for the tests of a client that must notice. */
  readonly lies: Lies;
}

export interface PushedRequest {
  /** As the vendor signed it. */
  readonly request: string;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly isOffline: boolean;
  readonly codeChallenge: string;
  readonly details: AuthorizationDetails;
  /** The thumbprint of the key that the code will be bound to. */
  readonly jkt: string;
}

export interface Waiting {
  /** What the next poll is told; `given`: the tokens, once. */
  says: 'authorization_pending' | 'slow_down' | 'access_denied' | 'expired_token' | 'given' | 'used';
  /** What the owner leaves of it. */
  kept?: Kept;
  /** How the consent stands by the time of that poll. */
  standsAs: ConsentStatus;
  /** The newest last. */
  readonly asked: (Asked & { readonly claims: JWTPayload })[];
}

/** What a consent is made of. */
export type Asked = Pick<PushedRequest, 'request' | 'details' | 'isOffline'>;

export interface IssuedCode {
  readonly consent: FakeConsent;
  readonly pushed: PushedRequest;
  readonly expiresAt: Date;
}

type Json = Record<string, unknown>;

export interface Lies {
  token?: (body: Json) => Json | Promise<Json>;
  receipt?: (claims: Json, header: Json) => void;
  standing?: (body: Json) => void;
  /** Of a deletion report. */
  acknowledgement?: (claims: Json) => void;
}
