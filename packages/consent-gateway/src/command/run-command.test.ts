import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environmentSchema } from '../config.ts';
import { runCommand } from './run-command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-command-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// A database that nobody listens for: no command gets that far here.
const SETTINGS = { PARLEY_ORIGIN: 'https://gw.example', DATABASE_URL: 'postgres://127.0.0.1:1/none' };
async function run(words: string[], environment: Record<string, string> = SETTINGS) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand(words, {
    environment,
    out: { write: (text) => out.push(text) },
    err: { write: (text) => err.push(text) },
  });
  return { code, out: out.join(''), err: err.join('') };
}

describe('help', () => {
  it.each([
    ['--help'],
    ['-h'],
    ['help'],
    ['serve', '--help'],
    ['vendor', 'add', '-h'],
    ['nonsense', '--help'],
  ])('is given for %s %s %s, whatever else is wrong', async (...words) => {
    const { code, out, err } = await run(words, {});
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^parley-gateway: the consent gateway of Parley\n/);
  });

  it('is given, as a wrong use, where there is no word at all', async () => {
    expect(await run([], {})).toMatchObject({ code: 2, err: '', out: expect.stringContaining('Usage') });
  });

  it('names every command and every setting', async () => {
    const { out } = await run(['--help'], {});
    for (const word of [
      'serve',
      'migrate',
      'vendor add',
      'vendor list',
      ...Object.keys(environmentSchema.shape),
    ])
      expect(out).toContain(
        `  ${word.startsWith('PARLEY') || word.startsWith('DATABASE') ? '' : 'parley-gateway '}${word} `,
      );
  });
});

describe('a wrong use', () => {
  it.each([
    [['nonsense'], "There is no command 'nonsense'."],
    [['vendor'], "There is no command 'vendor'."],
    [['vendor', 'remove'], "There is no command 'vendor remove'."],
    [['constructor'], "There is no command 'constructor'."],
    [['toString'], "There is no command 'toString'."],
    [['__proto__'], "There is no command '__proto__'."],
    [['serve', '--port', '80'], "Unknown option '--port'"],
    [['serve', 'now'], "Unexpected argument 'now'"],
    [['migrate', '--force'], "Unknown option '--force'"],
    [['vendor', 'list', '--all'], "Unknown option '--all'"],
    [['vendor', 'add'], 'vendor add needs --client-id, --name, --redirect-uri and --keys.'],
    [
      ['vendor', 'add', '--client-id', 'acme'],
      'vendor add needs --client-id, --name, --redirect-uri and --keys.',
    ],
    [['vendor', 'add', '--secret', 'x'], "Unknown option '--secret'"],
    [['vendor', 'add', '--name'], "Option '--name <value>' argument missing"],
  ])('%j ends with 2, what is wrong, and where help is', async (words, complaint) => {
    const { code, out, err } = await run(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(complaint);
    expect(err).toMatch(/'parley-gateway --help' (lists them|says how it is used)\.\n$/);
  });
});

describe('a failure', () => {
  it('for settings ends with 1 and names them', async () => {
    const { code, out, err } = await run(['serve'], {});
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^These settings are missing or wrong:\n {2}PARLEY_ORIGIN: /);
  });

  const adding = (keys: string, ...more: string[]) => [
    ...['vendor', 'add', '--client-id', 'acme', '--name', 'Acme'],
    ...['--redirect-uri', 'https://acme.example/back', '--keys', keys, ...more],
  ];
  it.each<[string, string | undefined, string[], string]>([
    ['that is not there', undefined, [], 'cannot be read (ENOENT).'],
    ['that is no JSON', '{', [], "is not JSON. It holds the vendor's public keys, as a JWK or a JWK Set."],
    [
      'that holds a word',
      '"key"',
      [],
      "is not JSON. It holds the vendor's public keys, as a JWK or a JWK Set.",
    ],
    ['without keys', '{"keys":[]}', [], 'This vendor cannot be added: jwks.keys: Too small'],
    [
      'with a private key',
      '{"kty":"EC","crv":"P-256","x":"eA","y":"eQ","kid":"k","d":"ZA"}',
      [],
      'jwks.keys.0: a public key without its private part',
    ],
    [
      'and a site that is no address',
      '{"kty":"EC","crv":"P-256","x":"eA","y":"eQ","kid":"k"}',
      ['--site', 'acme'],
      'client_uri: Invalid URL',
    ],
    [
      'and a redirect over http',
      '{"kty":"EC","crv":"P-256","x":"eA","y":"eQ","kid":"k"}',
      ['--redirect-uri', 'http://acme.example/'],
      'a client document is not acceptable: redirect_uris',
    ],
  ])('of a key file %s ends with 1 and says so', async (_what, content, more, complaint) => {
    const file = join(folder, `${Math.random()}.json`);
    if (content !== undefined) await writeFile(file, content);
    const { code, out, err } = await run(adding(file, ...more));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(complaint);
  });
});
