import { EventEmitter, once } from 'node:events';
import { get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, it } from 'vitest';
import { limitsOf } from './answer-limits.ts';
import { sendFile } from './send-file.ts';

const SILENCE_MS = 50;
/** More than the connection and all that is before it take in by themselves. */
const SIZE = 64 * 1024 * 1024;
const attachment = { id: 'a', mediaType: 'image/jpeg' } as const;
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A gateway that has opened a file; says what became of it. */
async function serve(
  source: (signal: AbortSignal) => AsyncGenerator<Uint8Array>,
  silenceMs?: number,
  size = SIZE,
) {
  const told = new EventEmitter();
  async function* bytes(signal: AbortSignal) {
    try {
      yield* source(signal);
    } finally {
      told.emit('let go');
    }
  }
  const app = express().get('/', async (_request, response) => {
    const answer = { attachment: { ...attachment, size }, bytes: bytes(limitsOf(response)) };
    await sendFile(response, answer, silenceMs);
    told.emit('over');
  });
  const ended = Promise.all([once(told, 'let go'), once(told, 'over')]);
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, ended };
}

async function receive(port: number): Promise<IncomingMessage> {
  const [message] = (await once(get({ port, host: '127.0.0.1' }), 'response')) as [IncomingMessage];
  return message.on('error', () => undefined);
}

const isWhole = (message: IncomingMessage) =>
  new Promise<boolean>((resolve) => message.resume().once('close', () => resolve(message.complete)));

async function* endless() {
  for (let sent = 0; sent < SIZE; sent += 65_536) yield new Uint8Array(65_536);
}

it('lets the file go where the vendor has gone away', async () => {
  const { port, ended } = await serve(endless);
  (await receive(port)).destroy();
  await ended;
});

it('is not held up by a vendor that takes nothing', async () => {
  const { port, ended } = await serve(endless, SILENCE_MS);
  (await receive(port)).pause();
  await ended;
});

it('cuts the connection where the pod falls silent', async () => {
  async function* silent(signal: AbortSignal) {
    yield new Uint8Array(10);
    await once(signal, 'abort');
    throw signal.reason;
  }
  const { port, ended } = await serve(silent, SILENCE_MS);
  const message = await receive(port);
  expect(await isWhole(message)).toBe(false);
  await ended;
});

it('cuts the connection where the file breaks off', async () => {
  async function* broken() {
    yield new Uint8Array(10);
    throw new Error('shorter than its item says');
  }
  const { port, ended } = await serve(broken);
  const message = await receive(port);
  expect(await isWhole(message)).toBe(false);
  await ended;
});

it('says what the file is, and passes it on for as long as the pod gets on', async () => {
  const pod = new EventEmitter();
  const parts = [0, 1, 2].map((part) => once(pod, `part ${part}`));
  async function* slow() {
    for (const [part, comes] of parts.entries()) {
      await comes;
      yield new Uint8Array(3).fill(part);
    }
  }
  const { port, ended } = await serve(slow, undefined, 9);
  const received: number[] = [];
  pod.emit('part 0');
  const message = await receive(port);
  for await (const chunk of message as AsyncIterable<Buffer>) {
    received.push(...chunk);
    pod.emit(`part ${received.length / 3}`);
  }
  expect(received).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
  expect(message.complete).toBe(true);
  expect(message.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-length': '9',
    'content-disposition': 'attachment',
    'x-content-type-options': 'nosniff',
  });
  await ended;
});
