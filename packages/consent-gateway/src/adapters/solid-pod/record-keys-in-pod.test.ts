import { listRecordKeys, openPod, type Pod, writeRecordKey } from '@parley/pod-client';
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

async function put(pod: Pod, body: string): Promise<void> {
  const headers = { 'content-type': 'text/turtle' };
  await pod.fetch(pod.resolve('ledger/keys/record-1.ttl'), { method: 'PUT', body, headers });
}

async function anothersStatement(): Promise<string> {
  const others = { secrets: await memorySecrets(), gateway: 'https://other.example', now: () => new Date() };
  return (await createKeyStatements(others)())[0]?.jws ?? '';
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

  it('introduce themselves once, where nobody did: all pods have the same text', async () => {
    expect(await statements()).toEqual(await statements());
  });

  it.each([
    ['a file of another kind', async (pod: Pod) => put(pod, '<#key> a <#something>.')],
    [
      "another gateway's key",
      async (pod: Pod) => void (await writeRecordKey(pod, await anothersStatement())),
    ],
  ])('with %s in their place are left out, and told of once: the ledger goes on', async (_what, take) => {
    const { keep, owner, pod, warnings } = emptyPod();
    await take({ ...pod, fetch: owner.fetch });
    await keep();
    await keep();
    expect(warnings).toEqual([{ kid: 'record-1' }]);
  });
});
