import { timingSafeEqual } from 'node:crypto';

/** Compares secrets in a time that does not tell how much of them is right. */
export function isEqual(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
