import { newId } from '@parley/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ConsentStatement } from '../consents/consent-statement.ts';
import { writeConsentDocument } from '../consents/write-consent-document.ts';
import { writeBlock } from '../ledger/write-block.ts';
import { openPod, type Pod } from '../open-pod.ts';
import { createInMemoryPods } from '../testing/index.ts';
import { exportDocument } from './export-document.ts';

describe('taking documents away', () => {
  let pod: Pod;
  beforeEach(() => {
    const owner = createInMemoryPods().createPod('ann');
    pod = openPod({ container: `${owner.storage}parley/`, ...owner });
  });
  const lines = async (path: string) => {
    const text = await exportDocument(pod, { path, format: 'application/n-triples' });
    return text.replaceAll(pod.container, '').split('\n');
  };

  it('shows a consent to other apps in terms of the Data Privacy Vocabulary, with nothing unnamed', async () => {
    const consentId = newId('consent');
    const statement: ConsentStatement = {
      sequence: 1,
      jws: 'e30.e30.sig',
      evidence: 'proof',
      version: 1,
      status: 'given',
      at: '2026-11-22T10:00:00Z',
      by: 'owner',
      record: {
        id: '6f1c2e0a-8d7b-4c1e-9a55-3f0b7d2c4e11',
        vendorId: 'https://acme.example/client',
        until: '2027-02-22T00:00:00Z',
        processes: [
          {
            purpose: 'https://w3id.org/dpv#CustomerCare',
            personalData: ['https://w3id.org/dpv/pd#Preference'],
            fields: ['preferences.topic', 'preferences.value'],
          },
        ],
      },
    };
    await writeConsentDocument(pod, { consentId, statement });
    const path = `consents/${consentId}.ttl`;
    const written = await lines(path);
    const dpv = 'https://w3id.org/dpv';
    for (const line of [
      `<${path}#s1> <${dpv}#hasProcess> <${path}#s1-process-1> .`,
      `<${path}#s1-process-1> <${dpv}#hasPurpose> <${dpv}#CustomerCare> .`,
      `<${path}#s1-process-1> <${dpv}#hasPersonalData> <${dpv}/pd#Preference> .`,
      `<${path}#s1-process-1> <https://w3id.org/parley#field> "preferences.value" .`,
      `<${path}#s1-status> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <${dpv}#ConsentGiven> .`,
      `<${path}#s1> <https://w3id.org/parley#jws> "e30.e30.sig" .`,
    ]) {
      expect(written).toContain(line);
    }
    expect(written.filter((line) => line.includes('_:'))).toEqual([]);
  });

  it('shows what a block records, by names and never by values', async () => {
    const consentId = newId('consent');
    const entry = {
      consentId,
      sequence: 7,
      at: '2026-11-22T10:00:00Z',
      vendorId: 'https://acme.example/client',
    };
    const entries = [
      {
        ...entry,
        outcome: 'disclosed',
        purpose: 'https://w3id.org/dpv#CustomerCare',
        category: 'issues',
        fields: ['title'],
      },
      { ...entry, outcome: 'refused' },
    ] as const;
    await writeBlock(pod, { date: '2026-11-22', number: 1, jws: 'e30.e30.sig', entries });
    const path = 'ledger/2026-11-22/1.ttl';
    const written = await lines(path);
    const rdfType = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
    expect(written).toContain(`<${path}#e1> <${rdfType}> <https://w3id.org/parley#Disclosure> .`);
    expect(written).toContain(
      `<${path}#e1> <http://purl.org/dc/terms/references> <consents/${consentId}.ttl#consent> .`,
    );
    expect(written).toContain(`<${path}#e1> <https://w3id.org/parley#field> "title" .`);
    expect(written).toContain(`<${path}#e2> <${rdfType}> <http://www.w3.org/ns/prov#Activity> .`);
  });

  it('says what is not there, and stays inside the container', async () => {
    const format = 'application/ld+json';
    await expect(exportDocument(pod, { path: 'x.ttl', format })).rejects.toMatchObject({ code: 'not_found' });
    const outside = exportDocument(pod, { path: '../profile/card', format });
    await expect(outside).rejects.toMatchObject({ code: 'address_refused' });
  });

  it.each(['', 'consent_x', '../card', 'request_0123456789012345678901'])(
    'takes %j for no consent id',
    async (consentId) => {
      const statement = { sequence: 1, jws: 'x', version: 1, status: 'given', at: '', by: 'owner' } as const;
      const attempt = writeConsentDocument(pod, { consentId, statement });
      await expect(attempt).rejects.toMatchObject({ code: 'address_refused' });
    },
  );

  it.each([
    ['2026-11-22', 0],
    ['2026-11-22', 1.5],
    ['../x', 1],
    ['22.11.2026', 1],
  ])('takes %j and %d for no place of a block', async (date, number) => {
    const attempt = writeBlock(pod, { date, number, jws: 'x', entries: [] });
    await expect(attempt).rejects.toMatchObject({ code: 'address_refused' });
  });
});
