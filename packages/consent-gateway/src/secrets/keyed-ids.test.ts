import { describe, expect, it } from 'vitest';
import { memorySecrets } from '../testing/memory-secrets.ts';
import { sha256Bytes } from './digests.ts';
import { containerHash, ownerIdOf, pairwiseSubject } from './keyed-ids.ts';
import type { Secrets } from './secrets.ts';

const keys = await memorySecrets();
const secretsOf = (root: string): Secrets => ({
  ...keys,
  derive: (use) => sha256Bytes(`${root} ${use}`),
});
const secrets = secretsOf('a');
const ANN = 'https://ann.example/#me';

describe('the id of an owner', () => {
  it('is the same on every process that has the secrets, and on no other gateway', () => {
    expect(ownerIdOf(secretsOf('a'), ANN)).toBe(ownerIdOf(secrets, ANN));
    expect(ownerIdOf(secrets, ANN)).toMatch(/^owner_[\w-]{22}$/);
    expect(ownerIdOf(secretsOf('b'), ANN)).not.toBe(ownerIdOf(secrets, ANN));
  });

  it('is another for each WebID, to the letter', () => {
    const webIds = [ANN, 'https://ann.example/#Me', 'https://ann.example/', 'https://ann.example/#me '];
    expect(new Set(webIds.map((webId) => ownerIdOf(secrets, webId))).size).toBe(webIds.length);
  });
});

it('the subject of one owner is another for each vendor, so that vendors cannot compare', () => {
  const [ann, bob] = [ownerIdOf(secrets, ANN), ownerIdOf(secrets, 'https://bob.example/#me')];
  const subjects = [
    pairwiseSubject(secrets, ann, 'https://acme.example/client'),
    pairwiseSubject(secrets, ann, 'https://other.example/client'),
    pairwiseSubject(secrets, bob, 'https://acme.example/client'),
  ];
  expect(new Set(subjects).size).toBe(3);
  for (const subject of subjects) expect(subject).toMatch(/^[\w-]{43}$/);
  expect(pairwiseSubject(secrets, ann, 'https://acme.example/client')).toBe(subjects[0]);
});

it('a container is known by a digest that nobody without the secrets can make', () => {
  const container = 'https://pod.example/parley/';
  expect(containerHash(secrets, container)).toEqual(containerHash(secretsOf('a'), container));
  expect(containerHash(secrets, container)).not.toEqual(containerHash(secretsOf('b'), container));
  expect(containerHash(secrets, container)).toHaveLength(32);
});
