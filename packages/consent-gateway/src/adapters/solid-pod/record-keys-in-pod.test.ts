import { listRecordKeys, openPod } from '@parley/pod-client';
import { createInMemoryPods } from '@parley/pod-client/testing';
import { describe, expect, it } from 'vitest';
import { createKeyStatements } from '../../secrets/key-statements.ts';
import { memorySecrets } from '../../testing/memory-secrets.ts';
import { createRecordKeysInPod } from './record-keys-in-pod.ts';

const signal = new AbortController().signal;
const secrets = await memorySecrets();
const statements = createKeyStatements({
  secrets,
  gateway: 'https://gateway.example',
  now: () => new Date(),
});

function emptyPod() {
  const owner = createInMemoryPods().createPod('ann');
  const container = `${owner.storage}parley/`;
  const requests: string[] = [];
  const state = { isDown: false };
  const podFetch: typeof fetch = async (input, init) => {
    requests.push(init?.method ?? 'GET');
    return state.isDown ? new Response(null, { status: 503 }) : owner.fetch(input, init);
  };
  const warnings: object[] = [];
  const keep = createRecordKeysInPod({
    podFetch,
    statements,
    log: { warn: (fields) => void warnings.push(fields) },
  });
  const pod = openPod({ container, fetch: owner.fetch });
  return { owner, pod, requests, state, warnings, keep: () => keep({ container, signal }) };
}

describe('the record keys in a pod', () => {
  it('are written once: later it costs no request', async () => {
    const { keep, pod, requests } = emptyPod();
    await keep();
    await keep();
    expect(requests).toEqual(['PUT']);
    expect(await listRecordKeys(pod)).toEqual(['record-1']);
  });

  it('that does not answer are tried again', async () => {
    const { keep, pod, state } = emptyPod();
    state.isDown = true;
    await expect(keep()).rejects.toMatchObject({ code: 'unavailable' });
    state.isDown = false;
    await keep();
    expect(await listRecordKeys(pod)).toEqual(['record-1']);
  });

  it('with another file in their place are left out, and told of once: the ledger goes on', async () => {
    const { keep, owner, pod, warnings } = emptyPod();
    await owner.fetch(pod.resolve('ledger/keys/record-1.ttl'), {
      method: 'PUT',
      body: '<#key> a <#something>.',
      headers: { 'content-type': 'text/turtle' },
    });
    await keep();
    await keep();
    expect(warnings).toEqual([{ kid: 'record-1' }]);
  });
});
