/**
 * SQL: whether a consent stands still because its vendor is on hold. Its owner may have lifted that hold for it; another one that began
 * since stops it again.
 */
export function isStoppedByHold(consent: string, vendor: string): string {
  return `(${vendor}.held_at IS NOT NULL AND ${consent}.lifted_hold IS DISTINCT FROM ${vendor}.held_at)`;
}
