import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKeys } from './read-keys.ts';

const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: '1' };
let folder: string;
let server: Server;
let origin: string;
const answers: Record<string, [status: number, body: string]> = {
  '/.well-known/parley/record-keys': [200, JSON.stringify({ keys: [key] })],
  '/own-path': [200, JSON.stringify({ keys: [key, { ...key, kid: '2' }] })],
  '/missing': [404, '{}'],
  '/elsewhere': [302, ''],
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-keys-'));
  server = createServer((request, response) => {
    const [status, body] = answers[request.url ?? ''] ?? [404, ''];
    response.writeHead(status, { location: '/own-path' }).end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const inFile = async (content: string): Promise<string> => {
  const file = join(folder, 'keys.json');
  await writeFile(file, content);
  return file;
};

describe('keys', () => {
  it.each([
    ['a set of keys', { keys: [key] }],
    ['one key', key],
    ['a client document', { client_id: 'https://acme.example', jwks: { keys: [key] } }],
  ])('are read from %s in a file', async (_what, content) => {
    expect(await readKeys(await inFile(JSON.stringify(content)))).toEqual([key]);
  });

  it.each(['', 'no json', '[]', '{}', '{"keys":[]}', '{"keys":[1]}', 'null'])(
    'are not in %j',
    async (content) => {
      await expect(readKeys(await inFile(content))).rejects.toMatchObject({ name: 'WrongUse' });
    },
  );

  it("are fetched from a gateway's address, or from where they are said to be", async () => {
    expect(await readKeys(origin)).toHaveLength(1);
    expect(await readKeys(`${origin}/own-path`)).toHaveLength(2);
  });

  it.each(['/missing', '/elsewhere'])('are not fetched from %s', async (path) => {
    await expect(readKeys(`${origin}${path}`)).rejects.toThrow('could not be fetched');
  });

  it('are not fetched without https from anywhere but this machine', async () => {
    await expect(readKeys('http://gateway.example')).rejects.toThrow('https only');
  });
});
