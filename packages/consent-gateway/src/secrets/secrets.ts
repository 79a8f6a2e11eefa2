import type { CryptoKey, JWK } from 'jose';

/** A private signing key (ES256) with its public half and key id. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
}

/** What lives outside the database: one file, or a secret store. With the pods it is all that a rebuild needs. */
export interface Secrets {
  /** HKDF-SHA-256 of the root secret for one use: 32 bytes. */
  derive(use: SecretUse): Buffer;
  /** Newest first. Sign with the first; all are published. Separate kinds: a token key never signs a record. */
  readonly tokenKeys: readonly SigningKey[];
  readonly recordKeys: readonly SigningKey[];
  readonly identityKeys: readonly SigningKey[];
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
  | 'login-hint';
