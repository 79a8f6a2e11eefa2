import type { ReadIntent } from '../../ledger/ledger.ts';

/** What both statements about a batch of reads begin with: the place in the batch, then what identifies each read. */
export function readParameters(reads: readonly ReadIntent[]) {
  return [
    reads.map((_, index) => index),
    reads.map((read) => read.consentId),
    reads.map((read) => read.version),
    reads.map((read) => read.purpose),
    reads.map((read) => read.body.vendorId),
    reads.map((read) => Buffer.from(read.proof)),
    reads.map((read) => read.issuedAt),
  ];
}
