import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateVendorKey } from '@parley/vendor-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../command/run-command.ts';
import { lookAt } from './look-at-address.ts';
import { lookAtKey } from './look-at-key.ts';
import { lookAtStore } from './look-at-store.ts';

const never = new AbortController().signal;
let folder: string;
let server: Server;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-doctor-'));
  server = createServer(({ url }, response) => {
    const date = new Date(Date.now() + (url === '/ahead' ? 60_000 : 0)).toUTCString();
    if (url === '/moved') response.writeHead(302, { location: '/here', date }).end();
    else response.writeHead(200, { 'content-type': 'application/json', date }).end('{}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

describe('an address', () => {
  it('is seen as it answers, without following it elsewhere', async () => {
    expect(await lookAt(`${origin}/here`, never)).toMatchObject({
      status: 200,
      type: 'application/json',
      text: '{}',
    });
    expect(await lookAt(`${origin}/moved`, never)).toMatchObject({ status: 302 });
  });

  it('tells how far its clock is ahead', async () => {
    const { aheadSeconds = 0 } = (await lookAt(`${origin}/ahead`, never)) as { aheadSeconds?: number };
    expect(aheadSeconds).toBeGreaterThan(50);
    expect(aheadSeconds).toBeLessThan(70);
  });

  it('that nobody listens at has a reason', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    await new Promise((resolve) => other.close(resolve));
    expect(await lookAt(`http://127.0.0.1:${port}/`, never)).toEqual({ failure: 'ECONNREFUSED' });
  });

  it('is not waited for once it is stopped', async () => {
    await expect(lookAt(`${origin}/here`, AbortSignal.abort())).rejects.toThrow('abort');
  });
});

describe('a key', () => {
  const write = async (content: object): Promise<string> => {
    const file = join(folder, 'key.json');
    await writeFile(file, JSON.stringify(content));
    await chmod(file, 0o640);
    return file;
  };

  it('is a pair where its halves belong together', async () => {
    const key = await generateVendorKey();
    expect(await lookAtKey(await write(key))).toMatchObject({ isPair: true, mode: 0o640 });
    const other = await generateVendorKey();
    expect(await lookAtKey(await write({ ...key, x: other.x, y: other.y }))).toMatchObject({ isPair: false });
    expect(await lookAtKey(await write({ kty: 'RSA' }))).toMatchObject({ isPair: false });
  });

  it('that is not there has no text', async () => {
    expect(await lookAtKey(join(folder, 'none.json'))).toEqual({ isPair: false });
  });
});

describe('a receipt store', () => {
  it('is writable, absent or refused, and looks the same afterwards', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const before = await readdir(folder);
    expect(await lookAtStore(folder)).toEqual({ state: 'writable' });
    expect(await lookAtStore(join(folder, 'new', 'receipts'))).toEqual({ state: 'absent' });
    expect(await lookAtStore(file)).toEqual({ state: 'refused' });
    expect(await lookAtStore(join(file, 'receipts'))).toEqual({ state: 'refused' });
    expect(await readdir(folder)).toEqual(before);
  });
});

describe('the whole look', () => {
  const doctor = async (words: string[], signal = never) => {
    const err: string[] = [];
    const streams = { out: { write: () => true }, err: { write: (text: string) => err.push(text) }, signal };
    return { exitCode: await runCommand(['doctor', ...words], streams), err: err.join('') };
  };

  it('stops with Ctrl-C', async () => {
    const words = ['client-id', 'redirect-uri', 'gateway'].flatMap((name) => [`--${name}`, `${origin}/here`]);
    const files = ['--key', join(folder, 'key.json'), '--receipts', folder];
    const { exitCode, err } = await doctor([...words, ...files], AbortSignal.abort());
    expect(exitCode).toBe(130);
    expect(err).toMatch(/Stopped\.\n$/);
  });

  it.each([
    [[], 'does not say: clientId, redirectUri, gateway, keyFile, receipts'],
    [['--settings', 'none.json'], 'none.json cannot be read'],
    [['--settings', 'README.md'], 'README.md is no JSON object'],
    [['now'], 'takes options only'],
    [
      [
        '--client-id',
        'acme',
        ...['--redirect-uri', '--gateway', '--key', '--receipts'].flatMap((each) => [each, 'x']),
      ],
      'clientId is no address',
    ],
  ])('%j is used wrongly', async (words, expected) => {
    const { exitCode, err } = await doctor(words);
    expect(exitCode).toBe(2);
    expect(err).toContain(expected);
  });
});
