import {
  appendConsentEvent,
  type ConsentStatement,
  listBlocks,
  listConsents,
  readBlock,
  readConsentDocument,
  writeBlock,
  writeConsentDocument,
} from '@parley/pod-client';
import { newId } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { type ConnectedPods, collect } from './connected-pods.ts';

const VENDOR = 'https://acme.example/client';

/** Consents and ledger blocks, which the gateway adds and nobody changes. */
export function recordsContract(pods: () => ConnectedPods): void {
  describe('a consent’s document', () => {
    const statement = (sequence: number): ConsentStatement => ({
      sequence,
      jws: `e30.e30.signature-${sequence}`,
      version: 1,
      status: sequence === 1 ? 'given' : 'paused',
      at: '2026-11-22T10:00:00Z',
      by: 'owner',
      ...(sequence > 1
        ? {}
        : {
            evidence: 'token and proof',
            record: {
              id: crypto.randomUUID(),
              vendorId: VENDOR,
              until: '2027-01-01T00:00:00Z',
              processes: [],
            },
          }),
    });

    it('is created once, grows, and tells its statements in their order', async () => {
      const pod = pods().gatewaysPod;
      const consentId = newId('consent');
      const first = await writeConsentDocument(pod, { consentId, statement: statement(1) });
      expect(first).toEqual({ created: true });
      expect(await writeConsentDocument(pod, { consentId, statement: statement(1) })).toEqual({
        created: false,
      });
      await expect(writeConsentDocument(pod, { consentId, statement: statement(2) })).rejects.toMatchObject({
        code: 'conflict',
      });
      const written = await readConsentDocument(pod, { consentId });
      if (written.status !== 'read') throw new Error('it was written');
      const known = written.etag === undefined ? {} : { etag: written.etag };
      expect(await readConsentDocument(pod, { consentId, ...known })).toMatchObject({
        status: pods().lacks.has('etags') ? 'read' : 'unchanged',
      });
      const sequences = Array.from({ length: 10 }, (_, index) => index + 2);
      await Promise.all(
        sequences.map((n) => appendConsentEvent(pod, { consentId, statement: statement(n) })),
      );
      const read = await readConsentDocument(pod, { consentId });
      expect(read).toMatchObject({
        jws: [1, ...sequences].map((n) => statement(n).jws),
        evidence: ['token and proof'],
        saysEnded: false,
      });
      expect(await collect(listConsents(pod))).toContain(consentId);
    });

    it('says that it has ended when any other app of the owner writes so', async () => {
      const consentId = newId('consent');
      await writeConsentDocument(pods().gatewaysPod, { consentId, statement: statement(1) });
      const url = `${pods().container}consents/${consentId}.ttl`;
      const body = `@prefix solid: <http://www.w3.org/ns/solid/terms#>.
        <#p> a solid:InsertDeletePatch; solid:inserts { <#mine> a <https://w3id.org/dpv#ConsentWithdrawn>. }.`;
      await pods().owner.fetch(url, { method: 'PATCH', headers: { 'content-type': 'text/n3' }, body });
      expect(await readConsentDocument(pods().gatewaysPod, { consentId })).toMatchObject({ saysEnded: true });
    });

    it('is not made again once the owner has deleted it', async () => {
      const pod = pods().gatewaysPod;
      const consentId = newId('consent');
      await writeConsentDocument(pod, { consentId, statement: statement(1) });
      await pods().owner.fetch(`${pods().container}consents/${consentId}.ttl`, { method: 'DELETE' });
      await expect(appendConsentEvent(pod, { consentId, statement: statement(2) })).rejects.toMatchObject({
        code: 'not_found',
      });
      expect(await readConsentDocument(pod, { consentId })).toEqual({ status: 'absent' });
    });
  });

  it('keeps sealed blocks in their order, and never two under one number', async () => {
    const pod = pods().gatewaysPod;
    const block = (number: number, jws = `block-${number}`) => ({
      date: '2026-11-22',
      number,
      jws,
      entries: [],
    });
    for (const number of [10, 9, 11]) expect(await writeBlock(pod, block(number))).toEqual({ created: true });
    expect(await writeBlock(pod, block(9))).toEqual({ created: false });
    await expect(writeBlock(pod, block(9, 'another'))).rejects.toMatchObject({ code: 'conflict' });
    expect(await readBlock(pod, block(9))).toEqual({ jws: 'block-9' });
    const places = await collect(listBlocks(pod));
    expect(places.map(({ number }) => number)).toEqual([9, 10, 11]);
    expect(await collect(listBlocks(pod, { from: '2026-11-23' }))).toEqual([]);
  });
}
