/** PORT: when the pod last confirmed a consent, where every process and the journal's statement can see it. */
export interface PodConfirmations {
  /**
   * The pod with this nonce confirmed the consent `ageMs` ago. A confirmation never moves back. `false`: by now the owner has connected
   * another pod, or none, and it does not count.
   *
   * @throws {GatewayError} `temporarily_unavailable`
   */
  confirm(confirmation: {
    readonly consentId: string;
    readonly nonce: string;
    readonly ageMs: number;
  }): Promise<boolean>;
  /**
   * Whether the owner has connected another container since the consent was last confirmed: then a file that is not there was not deleted,
   * it has not been copied. @throws {GatewayError} `temporarily_unavailable`
   */
  isElsewhere(consentId: string): Promise<boolean>;
  /**
   * While the pod has yet to be told of a consent's present version: the receipt that it must hold meanwhile. `undefined`: it was told
   * everything. @throws {GatewayError} `temporarily_unavailable`
   */
  receiptMeanwhile(consentId: string): Promise<string | undefined>;
}
