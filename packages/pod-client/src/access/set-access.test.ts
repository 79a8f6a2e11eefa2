import { beforeEach, describe, expect, it, vi } from 'vitest';
import { connectParley } from '../connection/connect-parley.ts';
import { createInMemoryPods, type InMemoryPods, type PodAgent } from '../testing/index.ts';
import { setAccess } from './set-access.ts';
import { verifyAccess } from './verify-access.ts';

const gatewayWebId = 'https://gateway.example/#id';
const friend = 'https://friend.example/#me';
const gateway = { here: ['Read'], inside: ['Read', 'Append'] } as const;

describe('access rules', () => {
  let pods: InMemoryPods;
  let owner: PodAgent;
  let target: string;
  const turtle = { 'content-type': 'text/turtle' };
  beforeEach(async () => {
    pods = createInMemoryPods();
    owner = pods.createPod('ann');
    target = `${owner.storage}parley/`;
    await owner.fetch(target, { method: 'PUT', headers: turtle, body: '' });
  });
  const rules = async () => (await owner.fetch(`${target}.acl`)).text();
  const set = (options: object = { gateway }) =>
    setAccess(owner, { target, ownerWebId: owner.webId, gatewayWebId, ...options });

  it('keep what the owner gave others, and replace what the gateway had', async () => {
    const own = (
      agent: string,
    ) => `<#own> a acl:Authorization; acl:agent <${friend}>${agent}; acl:accessTo <./>; acl:mode acl:Read.
      <#owner> a acl:Authorization; acl:agent <${owner.webId}>; acl:accessTo <./>; acl:default <./>;
        acl:mode acl:Read, acl:Write, acl:Control.`;
    const body = `@prefix acl: <http://www.w3.org/ns/auth/acl#>. ${own(`, <${gatewayWebId}>`)}`;
    await owner.fetch(`${target}.acl`, { method: 'PUT', headers: turtle, body });
    await set();
    await verifyAccess(owner, { target, ownerWebId: owner.webId, gatewayWebId, gateway });
    expect(await rules()).toContain(friend);
    await set({});
    expect(await rules()).toContain(friend);
    expect(await rules()).not.toContain(gatewayWebId);
    await verifyAccess(owner, { target, ownerWebId: owner.webId, gatewayWebId });
  });

  it('take the access of one gateway away when another one takes its place', async () => {
    await set();
    await set({ gateway, gatewayWebId: 'https://other.example/#id' });
    expect(await rules()).not.toContain(gatewayWebId);
  });

  it('close the private type index and the preferences file, also in a pod that is open to everybody', async () => {
    const everybody = `<#all> a acl:Authorization; acl:agentClass <http://xmlns.com/foaf/0.1/Agent>; acl:mode acl:Read;
      acl:accessTo <./>; acl:default <./>. <#owner> a acl:Authorization; acl:agent <${owner.webId}>; acl:accessTo <./>;
      acl:default <./>; acl:mode acl:Read, acl:Write, acl:Control.`;
    const body = `@prefix acl: <http://www.w3.org/ns/auth/acl#>. ${everybody}`;
    await owner.fetch(`${owner.storage}.acl`, { method: 'PUT', headers: turtle, body });
    await connectParley({ ...owner, gatewayWebId, nonce: 'n' });
    const open = await pods.fetch(owner.storage);
    expect(open.status).toBe(200);
    for (const path of [
      'settings/prefs.ttl',
      'settings/privateTypeIndex.ttl',
      'parley/',
      'parley/preferences.ttl',
    ]) {
      expect((await pods.fetch(owner.storage + path)).status).toBe(401);
    }
  });

  it('are found not to be effective when the server has others', async () => {
    await set();
    const more = { here: ['Read', 'Append'], inside: ['Read', 'Append'] } as const;
    for (const wanted of [more, undefined, { here: ['Append'], inside: [] } as const]) {
      const options = { target, ownerWebId: owner.webId, gatewayWebId, ...(wanted && { gateway: wanted }) };
      await expect(verifyAccess(owner, options)).rejects.toMatchObject({ code: 'access_not_effective' });
    }
    const asOwner = { target, ownerWebId: friend };
    await expect(verifyAccess(owner, asOwner)).rejects.toMatchObject({ code: 'access_not_effective' });
  });

  it.each([
    ['.acr', 'user="read write append control"'],
    ['.acl', null],
  ])(
    'are not written on a server that does not say how it reads them (rules at %s, WAC-Allow %j)',
    async (suffix, wacAllow) => {
      const writes: string[] = [];
      const fetch: typeof globalThis.fetch = async (input, init) => {
        if (init?.method !== 'HEAD' && init?.method !== 'GET') writes.push(`${init?.method} ${input}`);
        const response = await owner.fetch(input, init);
        const headers = new Headers(response.headers);
        headers.set('link', `<${input}${suffix}>; rel="acl"`);
        headers.delete('wac-allow');
        if (wacAllow !== null) headers.set('wac-allow', wacAllow);
        return new Response(response.body, { status: response.status, headers });
      };
      const attempt = connectParley({ ...owner, fetch, gatewayWebId, nonce: 'n' });
      await expect(attempt).rejects.toMatchObject({ code: 'access_rules_unknown' });
      expect(writes).toEqual([]);
    },
  );

  it('refuse to be written where the server names a place on another origin', async () => {
    const fetch = vi.fn(async () => {
      const headers = { link: '<https://evil.example/.acl>; rel="acl"', 'wac-allow': 'user="read"' };
      return new Response(null, { headers });
    });
    const attempt = setAccess({ fetch }, { target, ownerWebId: owner.webId });
    await expect(attempt).rejects.toMatchObject({ code: 'unexpected_answer' });
    expect(fetch).toHaveBeenCalledOnce();
  });
});
