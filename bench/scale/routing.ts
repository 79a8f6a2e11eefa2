// The routing rule (ADR 0029): an owner has a bucket for ever, a table says which cluster has the bucket.

import { createHash } from 'node:crypto';

export const BUCKETS = 4_096;

/** The first 12 bits of the SHA-256 of the owner's id. */
export function bucketOf(ownerId: string): number {
  return createHash('sha256').update(ownerId).digest().readUInt16BE(0) >>> 4;
}

/** Which cluster has each bucket. */
export type BucketTable = readonly number[];

/** As evenly as it goes. */
export const spread = (clusters: number): BucketTable =>
  Array.from({ length: BUCKETS }, (_, bucket) => bucket % clusters);

/** The table for another number of clusters: no cluster has more than its share, and no other bucket moves. */
export function rebalance(table: BucketTable, clusters: number): BucketTable {
  const most = (cluster: number): number =>
    Math.floor(BUCKETS / clusters) + (cluster < BUCKETS % clusters ? 1 : 0);
  const room = Array.from({ length: clusters }, (_, cluster) => most(cluster));
  const kept = table.map((cluster) => {
    const left = room[cluster] ?? 0;
    if (left > 0) room[cluster] = left - 1;
    return left > 0 ? cluster : undefined;
  });
  return kept.map((cluster) => cluster ?? takeRoom(room));
}

function takeRoom(room: number[]): number {
  const cluster = room.findIndex((left) => left > 0);
  room[cluster] = (room[cluster] ?? 0) - 1;
  return cluster;
}

/** The share of the buckets, and so of the owners, that have another cluster. */
export const movedShare = (before: BucketTable, after: BucketTable): number =>
  before.filter((cluster, bucket) => cluster !== after[bucket]).length / BUCKETS;
