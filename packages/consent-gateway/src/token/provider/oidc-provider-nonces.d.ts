declare module 'oidc-provider/lib/helpers/dpop_nonces.js' {
  export default class DPoPNonces {
    constructor(secret: Buffer);
    nextNonce(): string;
    checkNonce(nonce: string): boolean;
  }
}
