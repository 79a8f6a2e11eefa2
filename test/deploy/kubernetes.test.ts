import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { settingNames } from './setting-names.ts';

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
}

const text = await readFile('deploy/kubernetes/gateway.yaml', 'utf8');
const manifests = parseAllDocuments(text).map((document) => document.toJS() as Manifest);

/** By the schema that Kubernetes publishes for its kind. */
async function validate(manifest: Manifest): Promise<void> {
  const { apiVersion, kind } = manifest;
  const module = (await import(/* @vite-ignore */ `kubernetes-models/${apiVersion}/${kind}`)) as Record<
    string,
    new (
      manifest: object,
    ) => { validate(): void }
  >;
  const Kind = module[kind];
  if (Kind === undefined) throw new Error(`There is no ${kind} in ${apiVersion}.`);
  new Kind(manifest).validate();
}

describe('the manifests for Kubernetes', () => {
  it.each(manifests.map((manifest) => [manifest.kind, manifest] as const))(
    'have a %s as its schema wants it',
    async (_kind, manifest) => {
      await validate(manifest);
      await expect(validate({ ...manifest, metadata: { name: 7 } as never })).rejects.toThrow('name');
    },
  );

  it('set only what is a setting', async () => {
    const settings = manifests.find(({ kind }) => kind === 'ConfigMap')?.data ?? {};
    expect(Object.keys(settings).length).toBeGreaterThan(5);
    expect(await settingNames()).toEqual(expect.arrayContaining(Object.keys(settings)));
  });

  it('use no name that is not there', () => {
    const named = text.match(/(?:claimName|configMapRef: \{ name): ([\w-]+)/g) ?? [];
    const there = manifests.map(({ metadata }) => metadata.name);
    expect(named).toHaveLength(2);
    for (const use of named) expect(there).toContain(use.split(': ').at(-1));
  });
});
