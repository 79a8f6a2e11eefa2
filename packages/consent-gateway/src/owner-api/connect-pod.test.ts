import { beforeEach, describe, expect, it } from 'vitest';
import { type ConnectionDocument, challengeConnection, connectPod } from './connect-pod.ts';

const POD = 'https://pod.example/ann/parley/';
const GATEWAY = 'https://gw.example/identity/#gateway';
const ann = { ownerId: 'owner_1', webId: 'https://ann.example/#me', container: POD };
let challenges: Map<string, string>;
let connected: unknown[];
let read: string[];
let document: ConnectionDocument | Error;
const options = {
  owners: {
    challenge: async (ownerId: string, container: string, nonce: string) =>
      void challenges.set(`${ownerId} ${container}`, nonce),
    findChallenge: async (ownerId: string, container: string) => challenges.get(`${ownerId} ${container}`),
    connect: async (owner: object) => void connected.push(owner),
  },
  gatewayWebId: GATEWAY,
  readConnection: async (container: string) => {
    read.push(container);
    if (document instanceof Error) throw document;
    return document;
  },
  isAcceptableAddress: (address: string) => !address.includes('10.0.0.1'),
  onConnected: () => undefined,
};
beforeEach(() => {
  [challenges, connected, read] = [new Map(), [], []];
});
const challenged = async (): Promise<string> => {
  const { nonce } = await challengeConnection(ann, options);
  document = { ownerWebId: ann.webId, gatewayWebId: GATEWAY, nonce };
  return nonce;
};

describe('connecting a pod', () => {
  it('is done by writing the nonce that was given for this container', async () => {
    expect(await challengeConnection(ann, options)).toEqual({
      gatewayWebId: GATEWAY,
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    const nonce = await challenged();
    expect(await connectPod(ann, options)).toBe(POD);
    expect(connected).toEqual([{ ...ann, nonce }]);
    expect(read).toEqual([POD]);
  });

  it.each<[string, (right: ConnectionDocument) => ConnectionDocument | Error]>([
    ['holds another nonce', (right) => ({ ...right, nonce: 'other' })],
    ['names another owner', (right) => ({ ...right, ownerWebId: 'https://eve.example/#me' })],
    ['names another gateway', (right) => ({ ...right, gatewayWebId: 'https://other.example/#gateway' })],
    ['cannot be read', () => new Error('403 of a stranger’s pod')],
  ])('is refused where connection.ttl %s, always in the same way', async (_what, change) => {
    await challenged();
    document = change(document as ConnectionDocument);
    await expect(connectPod(ann, options)).rejects.toMatchObject({
      name: 'GatewayError',
      code: 'pod_not_proven',
      message: expect.stringMatching(/^connection\.ttl (cannot be read|does not hold what was asked for)$/),
    });
    expect(connected).toEqual([]);
  });

  it.each([
    ['without a challenge', {}],
    ['with the challenge of another container', { container: 'https://pod.example/bob/parley/' }],
    ['with the challenge of another owner', { ownerId: 'owner_2' }],
  ])('%s reads nothing', async (what, changes) => {
    if (what !== 'without a challenge') await challenged();
    await expect(connectPod({ ...ann, ...changes }, options)).rejects.toMatchObject({
      code: 'pod_not_proven',
      message: 'there is no open challenge for this container',
    });
    expect(read).toEqual([]);
  });
});

it.each([
  ['no slash at its end', 'https://pod.example/parley'],
  ['a query', 'https://pod.example/parley/?a=/'],
  ['an empty query', 'https://pod.example/parley/?'],
  ['a fragment', 'https://pod.example/parley/#/'],
  ['a user', 'https://ann@pod.example/parley/'],
  ['dot segments', 'https://pod.example/a/../parley/'],
  ['encoded dot segments', 'https://pod.example/a/%2e%2e/parley/'],
  ['an encoded dot', 'https://pod.example/%2ehidden/'],
  ['an encoded slash', 'https://pod.example/a%2fb/'],
  ['an encoded backslash', 'https://pod.example/a%5Cb/'],
  ['an empty segment', 'https://pod.example//parley/'],
  ['a backslash', 'https://pod.example\\parley/'],
  ['capitals in its host', 'https://POD.example/parley/'],
  ['the usual port, said', 'https://pod.example:443/parley/'],
  ['a space before', ' https://pod.example/parley/'],
  ['an address that is never fetched', 'https://10.0.0.1/parley/'],
])('a container address with %s is refused before anything is kept or read', async (_what, container) => {
  const refusal = { code: 'invalid_request', message: 'this is not an acceptable container address' };
  await expect(challengeConnection({ ...ann, container }, options)).rejects.toMatchObject(refusal);
  await expect(connectPod({ ...ann, container }, options)).rejects.toMatchObject(refusal);
  expect([...challenges, ...read]).toEqual([]);
});
