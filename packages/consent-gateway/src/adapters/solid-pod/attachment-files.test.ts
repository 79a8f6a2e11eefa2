import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type Attachment, type AttachmentMediaType, categories, type DataCategory } from '@parley/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSafeFetch } from '../../http/safe-fetch.ts';
import { createAttachmentFiles } from './attachment-files.ts';

const MAX_BYTES = 5_000;
const ID = 'photo.jpg';
const category = categories.get('issues') as DataCategory;
let answer: RequestListener = () => undefined;
let closed: Promise<unknown> = Promise.resolve();
const server = createServer((request, response) => {
  closed = once(response, 'close');
  answer(request, response);
});
let origin: string;

beforeAll(async () => {
  server.listen(0, 'localhost');
  await once(server, 'listening');
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const stop = new AbortController();

function attachmentFiles() {
  const limits = { localOrigins: [origin], maxBytes: MAX_BYTES, timeoutMs: 60_000, streams: true };
  const files = createAttachmentFiles({ podStream: createSafeFetch(limits) });
  const place = { container: `${origin}/parley/` } as Parameters<typeof files.open>[0];
  return (
    {
      size,
      vendorId,
      mediaType = 'text/plain',
    }: Pick<Attachment, 'size'> & {
      vendorId: string;
      mediaType?: AttachmentMediaType;
    },
    { signal }: AbortController,
  ) => files.open(place, { category, attachment: { id: ID, mediaType, size }, vendorId, signal });
}

const open = (size: number, mediaType: AttachmentMediaType = 'text/plain') =>
  attachmentFiles()({ size, mediaType, vendorId: 'any' }, stop);

const pod = (body: string, type = 'text/plain', status = 200) => {
  answer = (_request, response) => response.writeHead(status, { 'content-type': type }).end(body);
};

async function taken(bytes: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes ?? []) chunks.push(chunk);
  return Buffer.concat(chunks);
}

it('gives every byte as the pod has it, also where they come one after the other', async () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, ...Array.from({ length: 1_024 }, (_, at) => at % 256)]);
  let rest: ServerResponse | undefined;
  answer = (_request, response) => {
    rest = response.writeHead(200, { 'content-type': 'image/jpeg' });
    rest.write(jpeg.subarray(0, 600));
  };
  const bytes = await open(jpeg.length, 'image/jpeg');
  rest?.end(jpeg.subarray(600));
  expect(await taken(bytes)).toEqual(jpeg);
});

it.each<[string, number, Record<string, string>, string]>([
  ['of another type', 200, { 'content-type': 'text/html' }, 'hello'],
  ['that begins like another', 200, { 'content-type': 'text/plain' }, '<html'],
  ['of another length', 200, { 'content-type': 'text/plain', 'content-length': '9' }, 'hello you'],
  ['that is gone', 410, { 'content-type': 'text/plain' }, 'hello'],
])('takes a file %s for none', async (_what, status, headers, body) => {
  answer = (_request, response) => response.writeHead(status, headers).end(body);
  expect(await open(5)).toBeUndefined();
});

it('fails before a byte too many, at an end that comes too early, and where it would be too much', async () => {
  pod('x'.repeat(2_000));
  await expect(taken(await open(1_999))).rejects.toThrow('longer');
  await expect(taken(await open(2_001))).rejects.toThrow('shorter');
  const packed = gzipSync('x'.repeat(2 * MAX_BYTES));
  answer = (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' }).end(packed);
  await expect(open(2 * MAX_BYTES)).rejects.toMatchObject({ cause: { code: 'too_large' } });
});

it.each([302, 401, 403, 500])('says that it cannot be read where the pod answers %i', async (status) => {
  pod('hello', 'text/plain', status);
  await expect(open(5)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
});

it('leaves connections to a pod server for others while one vendor takes many files slowly', async () => {
  answer = (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/plain' }).write('x'.repeat(600));
  const openFor = attachmentFiles();
  const [slow, other] = [new AbortController(), new AbortController()];
  const many = Array.from({ length: 12 }, () => openFor({ size: MAX_BYTES, vendorId: 'slow' }, slow));
  const settled = Promise.allSettled(many);
  expect(await openFor({ size: MAX_BYTES, vendorId: 'other' }, other)).toBeDefined();
  slow.abort();
  other.abort();
  await settled;
});

it('lets the pod go with the signal', async () => {
  answer = (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/plain' }).write('x'.repeat(600));
  const bytes = await open(MAX_BYTES);
  const taking = expect(taken(bytes)).rejects.toThrow();
  stop.abort();
  await taking;
  await closed;
});
