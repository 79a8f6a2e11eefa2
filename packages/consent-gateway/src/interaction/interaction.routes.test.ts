import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { categories } from '@parley/protocol';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessRequest } from '../access-request/access-request.ts';
import { createInteractionRoutes, type InteractionOptions } from './interaction.routes.ts';
import { problemPages } from './problem-page.ts';

const DASHBOARD = 'https://my.gateway.example';
const FIRST = 'A'.repeat(43);
const waiting = {
  requestId: 'request_x',
  interactionUid: 'uid',
  status: 'requested',
  vendorId: 'https://acme.example/id',
  details: [],
} as unknown as AccessRequest;
const servers: Server[] = [];

/** The routes alone, before one request that this browser has begun. */
async function serve(dashboard: string | undefined, request: AccessRequest = waiting): Promise<string> {
  const options = {
    provider: { interactionDetails: async () => ({ uid: 'uid' }) },
    requests: {
      findByInteraction: async () => request,
      bindApp: async (_requestId: string, challenge: string) => challenge === FIRST,
    },
    findVendor: async () => ({ name: 'Acme', knownBy: 'document', vendorId: 'https://acme.example/id' }),
    categories,
    csrfKey: Buffer.alloc(32),
    gatewayName: 'Parley',
    local: false,
    dashboard,
  } as unknown as InteractionOptions;
  const app = express();
  app.set('query parser', 'simple');
  app.use(createInteractionRoutes(options));
  app.use(problemPages({ ...options, log: { error: () => undefined } }));
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/interaction/`;
}

let at: string;
beforeAll(async () => {
  at = await serve(DASHBOARD);
});
afterAll(() => {
  for (const server of servers) server.close();
});
const get = (address: string) => fetch(address, { redirect: 'manual' });
const location = async (address: string) => (await get(address)).headers.get('location');

describe('where there is a dashboard', () => {
  it('sends a browser with an open request on to it', async () => {
    const answer = await get(`${at}uid`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${DASHBOARD}/requests/arriving?interaction=uid`);
  });

  it('keeps the plain page', async () => {
    const answer = await get(`${at}uid?plain`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Share what is ticked');
  });

  it('leads a bound tab back to the request there, a second tab to the plain page', async () => {
    const bind = `${at}uid/bind?to=dashboard&app_challenge=`;
    expect(await location(bind + FIRST)).toBe(`${DASHBOARD}/requests/request_x`);
    expect(await location(bind + 'B'.repeat(43))).toBe('/interaction/uid?plain');
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    `${DASHBOARD}.evil.example`,
    `${DASHBOARD}/`,
    'dashboard ',
    '',
  ])('leads to no address that the caller names: %j', async (to) => {
    const answer = await get(`${at}uid/bind?app_challenge=${FIRST}&to=${encodeURIComponent(to)}`);
    expect(answer.headers.get('location')).toBeNull();
    expect(await answer.json()).toEqual({ request_id: 'request_x' });
  });

  it('sends nobody on with an interaction of another browser, or with a request that is over', async () => {
    for (const address of [`${at}another`, `${at}another/bind?to=dashboard&app_challenge=${FIRST}`])
      expect((await get(address)).status).toBe(403);
    const over = await serve(DASHBOARD, { ...waiting, status: 'given' });
    expect((await get(`${over}uid`)).status).toBe(409);
  });
});

it('shows the page itself where there is none, and leads nowhere', async () => {
  const alone = await serve(undefined);
  expect((await get(`${alone}uid`)).status).toBe(200);
  expect(await location(`${alone}uid/bind?to=dashboard&app_challenge=${FIRST}`)).toBeNull();
});
