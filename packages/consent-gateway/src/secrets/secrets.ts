import type { CryptoKey, JWK } from 'jose';

/** Separate kinds: a token key never signs a record. */
export const keyKinds = ['token', 'record', 'identity'] as const;
export type KeyKind = (typeof keyKinds)[number];

/** A key (ES256) whose signatures count. */
export interface PublishedKey {
  readonly kid: string;
  readonly publicKey: CryptoKey;
  /** With `exp` where it is retired: it has signed nothing since (seconds). */
  readonly publicJwk: JWK;
  /** What introduces a record key in pods: signed by the record key before it. Absent: it was the first, and there was none since. */
  readonly statement?: string;
}

/** The same with its private half. */
export interface SigningKey extends PublishedKey {
  readonly privateKey: CryptoKey;
  readonly privateJwk: JWK;
}

/** What lives outside the database: one file, or a secret store. With the pods it is all that a rebuild needs. */
export interface Secrets {
  /** HKDF-SHA-256 of the root secret for one use: 32 bytes. Stays the same for ever. */
  derive(use: SecretUse): Buffer;
  /** Those with a private half. The first one signs now: ask each time, it is another one after a rotation. */
  signingKeys(kind: KeyKind): readonly [SigningKey, ...SigningKey[]];
  /** Newest first: those to come, the one that signs, those before. Of record keys, all there ever were. */
  publishedKeys(kind: KeyKind): readonly PublishedKey[];
}

export type SecretUse =
  | 'owner-id'
  | 'pairwise'
  | 'item'
  | 'cursor'
  | 'cookie'
  | 'nonce'
  | 'owner-encryption'
  | 'container'
  | 'backup'
  | 'login-hint'
  | 'web-push'
  | 'operator-acts'
  | 'message'
  | 'webhook'
  | 'honour'
  | 'copy';
