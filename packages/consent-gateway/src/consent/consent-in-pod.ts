/**
 * PORT: what an owner's pod says about a consent, read as the gateway. Each call has a time limit of its own.
 *
 * Each method throws {GatewayError} `temporarily_unavailable` where the pod server gives no answer, refuses access, or answers
 * with something that cannot be read.
 */
export interface ConsentInPod {
  read(
    container: string,
    consentId: string,
    known: { readonly etag: string | undefined },
  ): Promise<
    | { readonly status: 'unchanged' }
    | { readonly status: 'absent' }
    | {
        readonly status: 'read';
        readonly etag?: string | undefined;
        /** Every signed version and event in the file, unverified. */
        readonly jws: readonly string[];
        /** Somebody wrote, signed or not, that it is withdrawn or revoked. */
        readonly saysEnded: boolean;
      }
  >;
  /** What the owner's app wrote when it connected the pod. `undefined`: it is not there. */
  readConnection(
    container: string,
  ): Promise<{ readonly ownerWebId: string; readonly nonce: string } | undefined>;
  /** Whether the container of consents has a member for this one. An absent container is a fault, not an answer. */
  isListed(container: string, consentId: string): Promise<boolean>;
}
