import { describe, expect, it } from 'vitest';
import { openPod } from '../open-pod.ts';
import { createInMemoryPods } from '../testing/index.ts';
import { parseBlockDocument } from './parse-block-document.ts';
import { writeBlock } from './write-block.ts';

const PREFIX = '@prefix parley: <https://w3id.org/parley#>.';

describe("a copy of a block's file", () => {
  it('gives the signed text that was written', async () => {
    const owner = createInMemoryPods().createPod('ann');
    const pod = openPod({ container: `${owner.storage}parley/`, fetch: owner.fetch });
    await writeBlock(pod, { date: '2026-11-22', number: 1, jws: 'a.b.c', entries: [] });
    const copy = await (await owner.fetch(pod.resolve('ledger/2026-11-22/1.ttl'))).text();
    expect(parseBlockDocument(copy)).toEqual({ jws: 'a.b.c' });
  });

  it.each([
    ['no signed text', `${PREFIX} <#block> a parley:Block.`],
    ['two signed texts', `${PREFIX} <#block> parley:jws "a.b.c", "d.e.f".`],
    ['an address for a signed text', `${PREFIX} <#block> parley:jws <#text>.`],
    ['no Turtle', 'a.b.c {'],
  ])('is rejected with %s', (_what, turtle) => {
    expect(() => parseBlockDocument(turtle)).toThrow(expect.objectContaining({ code: 'content_rejected' }));
  });
});
