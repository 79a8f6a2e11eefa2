import { listBlocks, type Pod, readBlock } from '@parley/pod-client';
import { BLOCK_TYP, verifyLedger } from '@parley/protocol';
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';

/** The signed blocks in the owner's pod, in order. */
export async function blocksInPod(pod: Pod): Promise<string[]> {
  const blocks: string[] = [];
  for await (const place of listBlocks(pod)) {
    const block = await readBlock(pod, place);
    if (block !== undefined) blocks.push(block.jws);
  }
  return blocks;
}

/** Checks blocks with the gateway's published record keys, as the owner or anybody else would. */
export async function verifyBlocks(blocks: readonly string[], gateway: string) {
  const keys = createLocalJWKSet(
    (await (await fetch(`${gateway}/.well-known/parley/record-keys`)).json()) as JSONWebKeySet,
  );
  return verifyLedger(blocks, {
    async verifySignature(jws) {
      const { payload, protectedHeader } = await compactVerify(jws, keys, { algorithms: ['ES256'] });
      return protectedHeader.typ === BLOCK_TYP ? JSON.parse(new TextDecoder().decode(payload)) : undefined;
    },
  });
}
