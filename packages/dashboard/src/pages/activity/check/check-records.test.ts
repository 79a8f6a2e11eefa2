/// <reference types="vite/client" />
import { openPod } from '@parley/pod-client';
import { createInMemoryPods } from '@parley/pod-client/testing';
import { blockClaimsSchema, readCompactJws } from '@parley/protocol';
import { expect, it } from 'vitest';
import { checkRecords } from './check-records.ts';

// The published vectors: three blocks of one owner, as files of a pod.
const vectors: Record<string, string> = import.meta.glob('/test/vectors/{ledger/**/*.ttl,record-keys.json}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const textOf = (path: string) => vectors[`/test/vectors/${path}`] ?? '';
const DAY = 'ledger/2026-11-22';
const blocks = [1, 2, 3].map((number) => textOf(`${DAY}/${number}.ttl`));
const { keys } = JSON.parse(textOf('record-keys.json'));
const lines = blocks.flatMap((turtle) => {
  const jws = /"(eyJ[^"]+)"/.exec(turtle)?.[1] ?? '';
  const { number, entries } = blockClaimsSchema.parse(readCompactJws(jws)?.payload);
  return entries.map((entry) => ({ ...entry, blockNumber: number, inPod: true }));
});

/** Checks a pod with these files beside what the gateway has. `undefined`: the file is not there. */
async function check(files: readonly (string | undefined)[], atGateway = lines) {
  const { storage, fetch, webId } = createInMemoryPods().createPod('vectors');
  const container = `${storage}parley/`;
  for (const [at, body] of files.entries())
    if (body !== undefined)
      await fetch(`${container}${DAY}/${at + 1}.ttl`, {
        method: 'PUT',
        body,
        headers: { 'content-type': 'text/turtle' },
      });
  const steps: string[] = [];
  const report = await checkRecords(
    {
      pod: openPod({ container, fetch, webId }),
      gateway: { ledger: async () => ({ entries: atGateway }) },
      readKeys: async () => keys,
    },
    {
      signal: new AbortController().signal,
      onProgress: ({ step, done, of }) => steps.push(`${step} ${done}${of === undefined ? '' : ` of ${of}`}`),
    },
  );
  const findings = report.findings.map(
    ({ code, number, isConsequence }) => `${number} ${code}${isConsequence ? ' follows' : ''}`,
  );
  return { ...report, findings, steps };
}

const changed = (turtle: string) => turtle.replace(/("eyJ[^"]{200})./, '$1~');

it('is content with what is whole, and says how far it is', async () => {
  const { findings, files, verdict, waiting, onlyInPod, steps } = await check(blocks);
  expect({ findings, files, waiting, onlyInPod }).toEqual({
    findings: [],
    files: 3,
    waiting: 0,
    onlyInPod: 0,
  });
  expect(verdict.entries).toHaveLength(lines.length);
  expect(steps).toEqual(expect.arrayContaining([`asking ${lines.length}`, 'listing 3', 'reading 3 of 3']));
  expect(steps.at(-1)).toBe('checking 3 of 3');
});

it('names the file that was changed, and what only follows from it', async () => {
  const { findings } = await check([blocks[0], changed(blocks[1]!), blocks[2]]);
  expect(findings.filter((finding) => !finding.endsWith('follows'))).toEqual(['2 signature_invalid']);
});

it('names what is missing, also at the end, and what stands beside a signed text', async () => {
  expect((await check([undefined, ...blocks.slice(1)])).findings).toContain('1 block_missing');
  expect((await check([blocks[0], blocks[1]])).findings).toEqual(['3 block_missing']);
  const more = `${blocks[0]}\n<#it> <https://vocab.example/said> "more".\n`;
  expect((await check([more, blocks[1], blocks[2]])).findings).toEqual(['1 projection_differs']);
  expect((await check(['', blocks[1], blocks[2]])).findings).toContain('1 signature_invalid');
});

it('notices where the gateway says something else, or less, or has not copied something', async () => {
  const [first, ...others] = lines;
  const other = { ...first!, body: JSON.stringify({ ...JSON.parse(first!.body), version: 7 }) };
  expect((await check(blocks, [other, ...others])).findings).toEqual(['1 differs']);
  expect((await check(blocks, others)).onlyInPod).toBe(1);
  expect((await check([], [{ ...first!, inPod: false }])).waiting).toBe(1);
});
