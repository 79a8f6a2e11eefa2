import { expect, it } from 'vitest';
import { GatewayError } from '../../gateway-error.ts';
import type { UnsettledHonour } from './honour-store.ts';
import { settleHonours } from './settle-honours.ts';

const cutOff = (name: string, isOld: boolean): UnsettledHonour => ({
  consentId: name,
  keyDigest: Buffer.from(name),
  createdAt: new Date(),
  isDone: false,
  ownerId: 'alice',
  isOld,
});

it('what was cut off gets its entry where the pod has it, and is forgotten where no pod has it and nobody writes it any more', async () => {
  const done: string[] = [];
  const dropped: string[] = [];
  await settleHonours({
    honours: {
      unsettled: async () => [
        cutOff('pod down', true),
        cutOff('in the pod', false),
        cutOff('nowhere', true),
        cutOff('under way', false),
      ],
      complete: async ({ consentId }) => void done.push(consentId),
      drop: async ({ consentId }) => void dropped.push(consentId),
    },
    owners: {
      find: async () => ({
        ownerId: 'alice',
        webId: 'https://alice.example/#me',
        container: 'https://pod.example/',
        nonce: 'n',
      }),
    },
    files: {
      async has(_place, { consentId }) {
        if (consentId === 'pod down') throw new GatewayError('temporarily_unavailable', 'no answer');
        return consentId === 'in the pod';
      },
    },
  });
  expect([done, dropped]).toEqual([['in the pod'], ['nowhere']]);
});
