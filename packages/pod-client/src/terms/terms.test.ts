import { NO_TERMS, type StandingTerms } from '@parley/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { openPod, type Pod } from '../open-pod.ts';
import { createInMemoryPods } from '../testing/index.ts';
import { parseTerms } from './parse-terms.ts';
import { readTerms } from './read-terms.ts';
import { saveTerms } from './save-terms.ts';

const MARKETING = 'https://w3id.org/dpv#DirectMarketing';
const ANALYTICS = 'https://w3id.org/dpv#ServiceUsageAnalytics';
const mine: StandingTerms = {
  longestAccess: 'P6M',
  longestRetention: 'P30D',
  purposesNever: [MARKETING, ANALYTICS],
  recipients: 'none',
  agreement: 'SD-BASE',
};

const container = 'https://pod.example/parley/';
const PREFIXES = '@prefix p: <https://w3id.org/parley#>. @prefix xsd: <http://www.w3.org/2001/XMLSchema#>.';
const parse = (turtle: string) => parseTerms({ turtle: PREFIXES + turtle, container });

describe('terms.ttl', () => {
  it('lays down what it says, and leaves open what it does not', () => {
    expect(parse('<#this> a p:StandingTerms; p:longestAccess "P6M"^^xsd:duration.')).toEqual({
      ...NO_TERMS,
      longestAccess: 'P6M',
    });
    expect(
      parse('<#this> a p:StandingTerms; <http://example.org/note> "mine". <#x> a <http://e.org/X>.'),
    ).toEqual(NO_TERMS);
    expect(parse('')).toBeUndefined();
  });

  it.each([
    ['two ends', 'p:longestAccess "P6M"^^xsd:duration, "P1Y"^^xsd:duration', 'longestAccess'],
    ['an end that is plain text', 'p:longestAccess "P6M"', 'longestAccess'],
    ['an end in hours', 'p:longestAccess "PT6H"^^xsd:duration', 'longestAccess'],
    ['a purpose that nobody can state', 'p:purposeNever <https://w3id.org/dpv#Marketing>', 'purposesNever'],
    ['a purpose as text', `p:purposeNever "${MARKETING}"`, 'purposesNever'],
    ['another word for recipients', 'p:recipients p:recipients-some', 'recipients'],
    ['an agreement that is on no roster', 'p:agreement "SD-BASE-X"', 'agreement'],
    ['a node without a name', 'p:longestRetention []', 'longestRetention'],
    ['a term of a later version', 'p:longestLookback "P1Y"^^xsd:duration', undefined],
  ])('is malformed with %s', (_what, properties, field) => {
    const attempt = () => parse(`<#this> a p:StandingTerms; ${properties}.`);
    expect(attempt).toThrow(expect.objectContaining({ code: 'content_rejected', ...(field && { field }) }));
  });

  it.each([
    ['without the class', '<#this> p:recipients p:recipients-none.'],
    ['about something else', '<#this> a p:StandingTerms. <#that> p:recipients p:recipients-none.'],
    ['twice', '<#this> a p:StandingTerms. <#that> a p:StandingTerms.'],
    ['in another vocabulary', '<#this> a <https://w3id.org/parley/StandingTerms>.'],
    ['that is no Turtle', 'this is not Turtle'],
  ])('is malformed %s', (_what, turtle) => {
    expect(() => parse(turtle)).toThrow(expect.objectContaining({ code: 'content_rejected' }));
  });
});

describe('laying terms down', () => {
  let pod: Pod;
  beforeEach(() => {
    const owner = createInMemoryPods().createPod('ann');
    pod = openPod({ container: `${owner.storage}parley/`, ...owner });
  });
  const write = (body: string) =>
    pod.fetch(pod.resolve('terms.ttl'), { method: 'PUT', headers: { 'content-type': 'text/turtle' }, body });

  it('keeps them, changes them, and takes single terms away', async () => {
    expect(await readTerms(pod)).toBeUndefined();
    await saveTerms(pod, { terms: mine });
    const first = await readTerms(pod);
    expect(first).toEqual({ ...mine, purposesNever: [MARKETING, ANALYTICS].toSorted() });
    const { longestAccess: _, ...open } = mine;
    await saveTerms(pod, { terms: { ...open, purposesNever: [] }, before: mine });
    expect(await readTerms(pod)).toEqual({ ...open, purposesNever: [] });
  });

  it('refuses to overwrite what another app changed, and what it never saw', async () => {
    await saveTerms(pod, { terms: mine });
    await saveTerms(pod, { terms: { ...mine, longestAccess: 'P1M' }, before: mine });
    for (const before of [mine, undefined, 'malformed' as const]) {
      const late = saveTerms(pod, { terms: NO_TERMS, ...(before === undefined ? {} : { before }) });
      await expect(late).rejects.toMatchObject({ code: 'conflict' });
    }
    expect(await readTerms(pod)).toMatchObject({ longestAccess: 'P1M' });
  });

  it('lets one of three editors win, and tells the others', async () => {
    await saveTerms(pod, { terms: mine });
    const edits = ['P1D', 'P2D', 'P3D'].map((longestAccess) =>
      saveTerms(pod, { terms: { ...mine, longestAccess }, before: mine }),
    );
    const results = await Promise.allSettled(edits);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('leaves alone what other apps say in the same document', async () => {
    await write(
      `${PREFIXES} <#this> a p:StandingTerms; p:agreement "SD-BASE"@en; <http://example.org/note> "mine".`,
    );
    const before = await readTerms(pod);
    await saveTerms(pod, { terms: mine, ...(before === undefined ? {} : { before }) });
    expect(await (await pod.fetch(pod.resolve('terms.ttl'))).text()).toContain('"mine"');
    expect(await readTerms(pod)).toMatchObject({ agreement: 'SD-BASE', longestAccess: 'P6M' });
  });

  it.each(['this is not Turtle', `${PREFIXES} <#this> a p:StandingTerms; p:recipients "nobody".`])(
    'replaces malformed ones only where the caller says so: %s',
    async (malformed) => {
      await write(malformed);
      await expect(readTerms(pod)).rejects.toMatchObject({ code: 'content_rejected' });
      await expect(saveTerms(pod, { terms: mine })).rejects.toMatchObject({ code: 'content_rejected' });
      await saveTerms(pod, { terms: mine, before: 'malformed' });
      expect(await readTerms(pod)).toMatchObject({ recipients: 'none' });
    },
  );

  it('writes nothing that could not be read again', async () => {
    const attempt = saveTerms(pod, { terms: { ...mine, purposesNever: ['https://w3id.org/dpv#Marketing'] } });
    await expect(attempt).rejects.toMatchObject({ code: 'invalid_item', field: 'purposesNever' });
    expect((await pod.fetch(pod.resolve('terms.ttl'))).status).toBe(404);
  });
});
