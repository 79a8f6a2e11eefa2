/** Public keys as somebody publishes them: a JWK Set (RFC 7517). */
export interface PublicKeySet {
  readonly keys: readonly object[];
}
