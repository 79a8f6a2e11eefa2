import { globSync, readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import { findOutgoing } from './find-outgoing.ts';

const root = new URL('../../', import.meta.url);
const gateway = 'packages/consent-gateway/src';
const podClient = 'packages/pod-client/src';

/** Who may reach other hosts, and why. All else of the gateway gets a `fetch` or an opener of sockets handed over: the guarded one. */
const allowed: Readonly<Record<string, string>> = {
  [`${gateway}/http/safe-fetch.ts`]: 'it is the guarded fetch',
  [`${gateway}/http/safe-fetch/*.ts`]: 'its parts',
  [`${gateway}/http/safe-web-socket.ts`]: 'the same for web sockets',
  [`${gateway}/command/check-deployment.ts`]:
    "a command of the operator, who wants to know whether the operator's own addresses lead to this gateway, also where they are private",
  [`${gateway}/testing/*.ts`]: 'test doubles never run in production',
  [`${podClient}/notifications/watch-resources.ts`]: 'in a browser, where no socket is handed over',
};

const sources = globSync(`{${gateway},${podClient}}/**/*.ts`, { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/\.(test|d)\.ts$/.test(file));
const textOf = (file: string): string => readFileSync(new URL(file, root), 'utf8');
const isAllowed = (file: string): boolean => Object.keys(allowed).some((glob) => matchesGlob(file, glob));

test('nothing in the gateway reaches another host but by the guarded fetch', () => {
  const found = sources
    .filter((file) => !isAllowed(file))
    .flatMap((file) => findOutgoing(file, textOf(file)));
  expect(found).toEqual([]);
});

test('every exception is still one', () => {
  const without = Object.keys(allowed).filter(
    (glob) => !sources.some((file) => matchesGlob(file, glob) && findOutgoing(file, textOf(file)).length > 0),
  );
  expect(without).toEqual([]);
});

test('the gateway hands its guarded socket to whatever of the pod client opens one', () => {
  const calls = sources
    .filter((file) => file.startsWith(gateway))
    .flatMap((file) => [...textOf(file).matchAll(/\bwatchResources?\(\{[^}]*\}/g)].map(([call]) => call));
  expect(calls.length).toBeGreaterThan(0);
  for (const call of calls) expect(call).toContain('webSocket: ');
});

test.each([
  `await fetch('https://pod.example/');`,
  `const answer = (address: string) => fetch(address) as Promise<Response>;`,
  `const { fetch } = globalThis;`,
  `export const options = { fetch };`,
  `export function f(input: string, get = fetch) { return get(input); }`,
  `await globalThis.fetch('https://pod.example/');`,
  `await globalThis['fetch']('https://pod.example/');`,
  `export const socket = new WebSocket('wss://pod.example/');`,
  `export const source = new EventSource('https://pod.example/');`,
  `import { request } from 'node:http';`,
  `import http from 'node:http';`,
  `import * as https from 'node:https';`,
  `import { connect } from 'node:net';`,
  `import { Agent } from 'undici';`,
  `export { fetch as get } from 'undici';`,
  `const { connect } = await import('node:tls');`,
  `import { lookup } from 'node:dns/promises';`,
])('reports the planted way out: %s', (text) => {
  expect(findOutgoing('planted.ts', text)).not.toEqual([]);
});

test.each([
  `export interface Options { fetch: typeof fetch; open(url: string): WebSocket }`,
  `export const read = (options: { fetch: typeof fetch }) => options.fetch('https://pod.example/');`,
  `export const parts = (guarded: typeof fetch) => ({ fetch: guarded });`,
  `import { createServer, type Server } from 'node:http';`,
  `import type { Dispatcher } from 'undici';`,
])('accepts: %s', (text) => {
  expect(findOutgoing('planted.ts', text)).toEqual([]);
});
