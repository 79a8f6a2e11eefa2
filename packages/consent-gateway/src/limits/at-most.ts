import { GatewayError } from '../gateway-error.ts';

const RETRY_SECONDS = 2;

/**
 * The same function, with so many calls under way at most. What anybody can make the gateway do for a stranger, such as fetching a document
 * that a name leads to, takes no more than that.
 *
 * @throws {GatewayError} `temporarily_unavailable`
 */
export function atMost<Arguments extends unknown[], T>(
  count: number,
  work: (...args: Arguments) => Promise<T>,
): (...args: Arguments) => Promise<T> {
  let underWay = 0;
  return async (...args) => {
    if (underWay >= count)
      throw new GatewayError('temporarily_unavailable', 'too much is being fetched for strangers', {
        retryAfterSeconds: RETRY_SECONDS,
      });
    underWay += 1;
    try {
      return await work(...args);
    } finally {
      underWay -= 1;
    }
  };
}
