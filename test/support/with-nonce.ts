import { isDPoPNonceError } from 'oauth4webapi';

/** oauth4webapi leaves it to its caller to come again with the nonce. */
export async function withNonce<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (fault) {
    if (!isDPoPNonceError(fault)) throw fault;
    return request();
  }
}
