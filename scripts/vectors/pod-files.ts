// The good consent and the good ledger as the files of a pod, in Turtle.

import {
  appendConsentEvent,
  openPod,
  projectEntry,
  writeBlock,
  writeConsentDocument,
} from '@parley/pod-client';
import { createInMemoryPods } from '@parley/pod-client/testing';
import { type BlockClaims, type ConsentStatus, readCompactJws } from '@parley/protocol';
import { CONSENT, VENDOR } from './story.ts';

const DAY = '2026-11-22';

/** Path under the vectors to text. */
export async function podFiles(
  life: readonly string[],
  blocks: readonly { jws: string; claims: BlockClaims }[],
): Promise<Map<string, string>> {
  const owner = createInMemoryPods().createPod('vectors');
  const pod = openPod({ container: `${owner.storage}parley/`, fetch: owner.fetch, webId: owner.webId });
  for (const [index, jws] of life.entries()) {
    const claims = readCompactJws(jws)?.payload ?? {};
    const at = new Date(Number(claims['iat']) * 1000).toISOString();
    const common = {
      sequence: index + 1,
      jws,
      at,
      version: Number(claims['consent_version']),
      by: 'owner' as const,
    };
    const status = (claims['event'] ?? 'given') as ConsentStatus;
    const record = {
      id: String(claims['jti']),
      vendorId: VENDOR,
      until: String(claims['until']),
      processes: [],
    };
    const statement = { ...common, status, ...(claims['event'] === undefined ? { record } : {}) };
    const write = index === 0 ? writeConsentDocument : appendConsentEvent;
    await write(pod, { consentId: CONSENT, statement });
  }
  for (const { jws, claims } of blocks) {
    const entries = claims.entries.map(projectEntry);
    await writeBlock(pod, { date: DAY, number: claims.number, jws, entries });
  }
  const paths = [
    `consents/${CONSENT}.ttl`,
    ...blocks.map(({ claims }) => `ledger/${DAY}/${claims.number}.ttl`),
  ];
  const texts = paths.map(
    async (path) => [path, await (await owner.fetch(pod.resolve(path))).text()] as const,
  );
  return new Map(await Promise.all(texts));
}
