import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listBlocks, listConsents, listRecordKeys } from '@parley/pod-client';
import type { TestOwner } from './test-owner.ts';

/** Copies the consents and the ledger of a pod into a folder, byte for byte, as the owner would with any Solid app. */
export async function downloadPod(owner: Pick<TestOwner, 'pod' | 'fetch'>, folder: string): Promise<void> {
  const paths: string[] = [];
  for await (const id of listConsents(owner.pod)) paths.push(`consents/${id}.ttl`);
  for await (const { date, number } of listBlocks(owner.pod)) paths.push(`ledger/${date}/${number}.ttl`);
  for (const kid of await listRecordKeys(owner.pod)) paths.push(`ledger/keys/${kid}.ttl`);
  for (const path of paths) {
    const answer = await owner.fetch(owner.pod.resolve(path), { headers: { accept: 'text/turtle' } });
    if (!answer.ok) throw new Error(`${path} was not downloaded: ${answer.status}`);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), new Uint8Array(await answer.arrayBuffer()));
  }
}
