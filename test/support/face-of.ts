import type { WireAnswer } from './wire-vendor.ts';

/** What two answers have in common when nobody can tell them apart: all but the id and the nonce of each request. */
export const faceOf = ({ status, headers, body }: WireAnswer): object => ({
  status,
  headers: [...headers]
    .filter(([name]) => !['date', 'dpop-nonce', 'parley-request-id'].includes(name))
    .sort(([one], [other]) => (one < other ? -1 : 1)),
  body: { ...body, instance: '' },
});
