import { beforeEach, describe, expect, it } from 'vitest';
import { connectParley } from '../connection/connect-parley.ts';
import { disconnectParley } from '../connection/disconnect-parley.ts';
import { createInMemoryPods, type InMemoryPods, type PodAgent } from '../testing/index.ts';
import { findRules } from './access-rules.ts';
import { setAccess } from './set-access.ts';
import { verifyAccess } from './verify-access.ts';

const gatewayWebId = 'https://gateway.example/#id';
const friend = 'https://friend.example/#me';
const turtle = { 'content-type': 'text/turtle' };

/** An access control resource that allows an agent, written as another app might. */
const allowing = (target: string, agent: string, modes = 'acl:Read'): string => `
  @prefix acl: <http://www.w3.org/ns/auth/acl#>. @prefix acp: <http://www.w3.org/ns/solid/acp#>.
  <#own> a acp:AccessControlResource; acp:resource <${target}>; acp:accessControl <#c>; acp:memberAccessControl <#c>.
  <#c> acp:apply [ acp:allow ${modes}; acp:anyOf [ acp:agent ${agent} ] ].`;

describe('access control policies', () => {
  let pods: InMemoryPods;
  let owner: PodAgent;
  let container: string;
  beforeEach(async () => {
    pods = createInMemoryPods({ access: 'access-control-policies' });
    owner = pods.createPod('ann');
    container = `${owner.storage}parley/`;
  });
  const put = (url: string, body: string) => owner.fetch(url, { method: 'PUT', headers: turtle, body });
  const connect = (webId = gatewayWebId) => connectParley({ ...owner, gatewayWebId: webId, nonce: 'n' });
  const status = async (webId: string, path: string, init?: RequestInit) =>
    (await pods.fetchAs(webId)(container + path, init)).status;

  it('are told from Web Access Control by where they lie, also where there are none yet', async () => {
    expect(await findRules(owner, owner.storage)).toEqual({
      language: 'access-control-policies',
      url: `${owner.storage}.acr`,
    });
    const other = createInMemoryPods().createPod('ann');
    expect(await findRules(other, other.storage)).toMatchObject({ language: 'web-access-control' });
    await put(container, '');
    expect((await owner.fetch(`${container}.acr`)).status).toBe(404);
    expect(await findRules(owner, container)).toMatchObject({ language: 'access-control-policies' });
  });

  it('shut out whom the policies above let in: everybody, who is logged in, and a friend', async () => {
    for (const agent of ['acp:PublicAgent', 'acp:AuthenticatedAgent', `<${friend}>`]) {
      const above = allowing(owner.storage, `<${owner.webId}>, ${agent}`, 'acl:Read, acl:Write, acl:Control');
      await put(`${owner.storage}.acr`, above);
      await connect();
      expect((await pods.fetchAs(friend)(owner.storage)).status).toBe(200);
      for (const path of ['', 'preferences.ttl', 'issues/index.ttl', 'consents/', 'connection.ttl', '.acr'])
        expect(await status(friend, path)).toBe(403);
    }
  });

  it('withhold from the gateway what the policies above would give it', async () => {
    const both = `<${owner.webId}>, <${gatewayWebId}>`;
    await put(`${owner.storage}.acr`, allowing(owner.storage, both, 'acl:Read, acl:Write, acl:Control'));
    await connect();
    for (const path of ['issues/index.ttl', 'consents/', 'inbox/', ''])
      expect(await status(gatewayWebId, `${path}.acr`, { method: 'PUT', headers: turtle, body: '' })).toBe(
        403,
      );
    expect(await status(gatewayWebId, 'inbox/')).toBe(403);
    expect(await status(gatewayWebId, 'inbox/', { method: 'POST', headers: turtle, body: '' })).toBe(201);
    expect(await status(gatewayWebId, 'issues/index.ttl', { method: 'PUT', headers: turtle, body: '' })).toBe(
      403,
    );
  });

  it('keep what the owner gave others at the same place, under whatever names, and find it again', async () => {
    await put(container, '');
    await put(
      `${container}.acr`,
      allowing(container, `<${friend}>, <${gatewayWebId}>`, 'acl:Read, acl:Write'),
    );
    await connect();
    await connect();
    expect(await status(friend, '')).toBe(200);
    expect(await status(friend, 'preferences.ttl')).toBe(200);
    expect(await status(gatewayWebId, '', { method: 'POST', headers: turtle, body: '' })).toBe(403);
    await disconnectParley({ ...owner, container, gatewayWebId });
    expect(await status(friend, '')).toBe(200);
    expect(await status(gatewayWebId, '')).toBe(403);
    expect(await (await owner.fetch(`${container}.acr`)).text()).not.toContain(gatewayWebId);
  });

  it('take the access of one gateway away when another one takes its place', async () => {
    await connect();
    await connect('https://other.example/#id');
    expect(await status(gatewayWebId, '')).toBe(403);
    expect(await status('https://other.example/#id', '')).toBe(200);
  });

  it('are found not to be effective where the server has others', async () => {
    await connect();
    const here = { target: `${container}consents/`, ownerWebId: owner.webId, gatewayWebId };
    const gateway = { here: ['Read', 'Append'], inside: ['Read', 'Append'] } as const;
    await verifyAccess(owner, { ...here, gateway });
    for (const wrong of [
      here,
      { ...here, gateway: { ...gateway, here: ['Read'] as const } },
      { ...here, gateway, ownerWebId: friend },
    ]) {
      await expect(verifyAccess(owner, wrong)).rejects.toMatchObject({ code: 'access_not_effective' });
    }
    await put(
      `${here.target}.acr`,
      allowing(here.target, `<${owner.webId}>`, 'acl:Read, acl:Write, acl:Control'),
    );
    await expect(verifyAccess(owner, { ...here, gateway })).rejects.toMatchObject({
      code: 'access_not_effective',
    });
  });

  it('leave the owner in control where the owner alone is named', async () => {
    await put(container, '');
    await setAccess(owner, { target: container, ownerWebId: owner.webId });
    await verifyAccess(owner, { target: container, ownerWebId: owner.webId, gatewayWebId });
    expect((await owner.fetch(`${container}.acr`)).status).toBe(200);
  });
});
