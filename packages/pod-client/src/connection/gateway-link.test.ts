import { expect, it } from 'vitest';
import { readWebDocument } from '../discover/web-document.ts';
import { createInMemoryPods } from '../testing/index.ts';
import { linkGateway, unlinkGateway } from './gateway-link.ts';

const ASK_AT = 'https://w3id.org/parley#askAt';
const pod = () => createInMemoryPods().createPod('ann');
const linked = async (owner: ReturnType<typeof pod>) =>
  (await readWebDocument(owner, owner.webId.split('#')[0] as string)).iris(owner.webId, ASK_AT);

it('lets a WebID say at which gateway to ask: the newest, until it is taken out', async () => {
  const owner = pod();
  expect(await linked(owner)).toEqual([]);
  await linkGateway({ ...owner, gateway: 'https://one.example' });
  await linkGateway({ ...owner, gateway: 'https://two.example' });
  await linkGateway({ ...owner, gateway: 'https://two.example' });
  expect(await linked(owner)).toEqual(['https://two.example']);
  await unlinkGateway(owner);
  await unlinkGateway(owner);
  expect(await linked(owner)).toEqual([]);
});

it.each(['nonsense', 'https://one.example/', 'https://one.example/page', 'urn:x'])(
  'refuses %s',
  async (gateway) => {
    const owner = pod();
    await expect(linkGateway({ ...owner, gateway })).rejects.toMatchObject({ code: 'address_refused' });
    expect(await linked(owner)).toEqual([]);
  },
);
