import type { VerifiedEntry } from '@parley/protocol';
import { expect, it } from 'vitest';
import type { Entry } from '../../../gateway/entry.ts';
import { compareWithGateway } from './compare-with-gateway.ts';

const at = (sequence: number) => `2026-11-22T10:00:0${sequence}Z`;
const inPod = (sequence: number, parts: Partial<VerifiedEntry> = {}) =>
  ({
    consentId: 'one',
    sequence,
    at: at(sequence),
    body: `{"${sequence}"}`,
    blockNumber: sequence,
    ...parts,
  }) as VerifiedEntry;
const atGateway = (sequence: number | null, parts: Partial<Entry> = {}) =>
  ({ ...inPod(sequence ?? 9), sequence, blockNumber: sequence, inPod: true, ...parts }) as Entry;

it('finds what is gone from the pod, what is told differently, and what is not there yet', () => {
  const gateway = [
    atGateway(null, { inPod: false }),
    atGateway(5, { inPod: false }),
    atGateway(4),
    atGateway(3, { inPod: false }),
    atGateway(2),
    atGateway(1),
  ];
  const pod = [inPod(1), inPod(2, { body: '{"other"}' }), inPod(3)];
  expect(compareWithGateway(gateway, pod)).toEqual({
    notInPod: [4],
    different: [2],
    waiting: 2,
    onlyInPod: 0,
  });
});

it('counts what only the pod has, but not what came while it was read', () => {
  const pod = [inPod(1), inPod(2), inPod(3), inPod(2, { consentId: 'two' })];
  expect(compareWithGateway([atGateway(2)], pod).onlyInPod).toBe(2);
});

it('notices another time', () => {
  expect(compareWithGateway([atGateway(1)], [inPod(1, { at: at(2) })]).different).toEqual([1]);
});
