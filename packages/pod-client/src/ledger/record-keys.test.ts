import { describe, expect, it } from 'vitest';
import { openPod } from '../open-pod.ts';
import { createInMemoryPods } from '../testing/index.ts';
import { listRecordKeys } from './list-record-keys.ts';
import { parseBlockDocument } from './parse-block-document.ts';
import { readRecordKey } from './read-record-key.ts';
import { writeRecordKey } from './write-record-key.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const statement = (kid: string, { x = 'x', signature = 'AAAA' } = {}) => {
  const jwk = { kty: 'EC', crv: 'P-256', x, y: 'y', kid };
  return `${part({ alg: 'ES256' })}.${part({ iss: 'https://gateway.example', iat: 1, jwk, previous: 'older' })}.${signature}`;
};
const emptyPod = () => {
  const owner = createInMemoryPods().createPod('ann');
  return { owner, pod: openPod({ container: `${owner.storage}parley/`, fetch: owner.fetch }) };
};

describe("a record key's file", () => {
  it('is made once, and read again from the pod and from a copy', async () => {
    const { owner, pod } = emptyPod();
    expect(await writeRecordKey(pod, statement('key-1'))).toEqual({ created: true });
    expect(await listRecordKeys(pod)).toEqual(['key-1']);
    expect(await readRecordKey(pod, 'key-1')).toEqual({ jws: statement('key-1') });
    const copy = await (await owner.fetch(pod.resolve('ledger/keys/key-1.ttl'))).text();
    expect(parseBlockDocument(copy)).toEqual({ jws: statement('key-1') });
    expect(copy).toContain('older.ttl#key');
  });

  it('stays as it is when the same key is introduced again, and keeps another key out', async () => {
    const { pod } = emptyPod();
    await writeRecordKey(pod, statement('key-1'));
    expect(await writeRecordKey(pod, statement('key-1', { signature: 'BBBB' }))).toEqual({ created: false });
    await expect(writeRecordKey(pod, statement('key-1', { x: 'other' }))).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await readRecordKey(pod, 'key-1')).toEqual({ jws: statement('key-1') });
  });

  it('is not there in a pod without one', async () => {
    const { pod } = emptyPod();
    expect(await readRecordKey(pod, 'key-1')).toBeUndefined();
    expect(await listRecordKeys(pod)).toEqual([]);
  });

  it.each(['../escape', 'a/b', '', 'a.b'])('is not made for the id %j', async (kid) => {
    const { pod } = emptyPod();
    await expect(writeRecordKey(pod, statement(kid))).rejects.toMatchObject({ code: 'address_refused' });
  });

  it('is not made of anything else', async () => {
    await expect(writeRecordKey(emptyPod().pod, 'no statement')).rejects.toMatchObject({
      code: 'content_rejected',
    });
  });
});
