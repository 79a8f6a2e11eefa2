import { beforeEach, describe, expect, it } from 'vitest';
import { createVendorDirectory } from './find-vendor.ts';
import type { CheckedClient } from './read-client-document.ts';
import type { Vendor, VendorDirectory } from './vendor-directory.ts';
import { ON_HOLD } from './vendor-hold.ts';

const ID = 'https://acme.example/client';
const MINUTE = 60_000;
type Stored = Vendor & { fetchedAt: Date };

const clock = { at: 0 };
let stored: Map<string, Stored>;
let fetched: string[];
let answer: () => Promise<Response>;
let onSave: (client: CheckedClient) => void;
let isLifted: boolean;
let vendors: VendorDirectory;

const document = () =>
  Response.json({
    client_id: ID,
    client_name: 'Acme',
    redirect_uris: ['https://acme.example/back'],
    jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'eA', y: 'eQ', kid: 'k1' }] },
    token_endpoint_auth_method: 'private_key_jwt',
    dpop_bound_access_tokens: true,
  });
const put = (changes: Partial<Stored> = {}): Stored => {
  const vendor: Stored = {
    vendorId: ID,
    name: 'Acme',
    knownBy: 'document',
    metadata: { client_name: 'Acme' },
    heldAt: null,
    fetchedAt: new Date(clock.at),
    ...changes,
  };
  stored.set(vendor.vendorId, vendor);
  return vendor;
};

beforeEach(() => {
  clock.at = 1_000_000;
  stored = new Map();
  fetched = [];
  answer = async () => document();
  onSave = () => undefined;
  isLifted = false;
  vendors = createVendorDirectory({
    store: {
      find: async (id) => stored.get(id),
      isLiftedForAny: async () => isLifted,
      save: async (vendorId, knownBy, client) => {
        onSave(client);
        return put({ vendorId, knownBy, name: client.name, heldAt: stored.get(vendorId)?.heldAt ?? null });
      },
    },
    fetch: (async (input: string | URL | Request) => {
      fetched.push(String(input));
      return answer();
    }) as typeof fetch,
    localOrigins: [],
    now: () => new Date(clock.at),
  });
});

describe('a vendor known by its document', () => {
  it('is looked up when it is first met, and kept', async () => {
    expect(await vendors.find(ID)).toMatchObject({ vendorId: ID, name: 'Acme', knownBy: 'document' });
    expect(stored.get(ID)).toMatchObject({ knownBy: 'document' });
    await vendors.find(ID);
    expect(fetched).toEqual([ID]);
  });

  it('is looked up again after ten minutes, not before', async () => {
    await vendors.find(ID);
    clock.at += 10 * MINUTE - 1;
    await vendors.find(ID);
    expect(fetched).toHaveLength(1);
    clock.at += 1;
    await vendors.find(ID);
    expect(fetched).toHaveLength(2);
  });

  it('is looked up once by many at the same time', async () => {
    const found = await Promise.all(Array.from({ length: 10 }, () => vendors.find(ID)));
    expect(fetched).toHaveLength(1);
    expect(new Set(found.map((vendor) => vendor?.name))).toEqual(new Set(['Acme']));
  });

  it('that is not there is not asked again for ten seconds', async () => {
    answer = async () => new Response('', { status: 404 });
    expect(await vendors.find(ID)).toBeUndefined();
    clock.at += 9_999;
    answer = async () => document();
    expect(await vendors.find(ID)).toBeUndefined();
    expect(fetched).toHaveLength(1);
    clock.at += 1;
    expect(await vendors.find(ID)).toMatchObject({ name: 'Acme' });
  });

  it('stays known as it was while its document is not there', async () => {
    put({ fetchedAt: new Date(clock.at - 11 * MINUTE), name: 'Acme as it was' });
    answer = async () => {
      throw new TypeError('fetch failed');
    };
    expect(await vendors.find(ID)).toMatchObject({ name: 'Acme as it was' });
  });

  it('is not there while it is on hold, however fresh', async () => {
    put({ heldAt: new Date(clock.at) });
    expect(await vendors.find(ID)).toBeUndefined();
    clock.at += 11 * MINUTE;
    expect(await vendors.find(ID)).toBeUndefined();
    expect(fetched).toHaveLength(1);
  });

  it('on hold is there with the keys that its document names now once an owner has lifted that, and as it was in all else', async () => {
    const metadata = { client_name: 'Acme', redirect_uris: ['a'], jwks: { keys: ['old'] } };
    const says = { client_name: 'Eve', redirect_uris: ['b'], jwks: { keys: ['new'] } };
    const saysNow = { name: 'Eve', metadata: says, keyThumbprints: [] };
    put({ heldAt: new Date(clock.at), metadata, hold: { reason: 'keys_changed', saysNow } });
    expect(await vendors.find(ID)).toBeUndefined();
    isLifted = true;
    expect(await vendors.find(ID)).toMatchObject({
      name: 'Acme',
      metadata: { ...metadata, jwks: { keys: ['new'] }, [ON_HOLD]: true },
    });
    expect((await vendors.findAlsoHeld(ID))?.metadata).toEqual(metadata);
    // The operator has decided it: nobody else lifts that.
    put({ heldAt: new Date(clock.at), metadata, hold: { reason: 'operator', saysNow: undefined } });
    expect(await vendors.find(ID)).toBeUndefined();
  });

  it('that is put on hold by what its document now says is not there at once', async () => {
    put({ fetchedAt: new Date(clock.at - 11 * MINUTE) });
    onSave = () => put({ heldAt: new Date(clock.at) });
    expect(await vendors.find(ID)).toBeUndefined();
  });

  it('is a fault, not unknown, where the database fails', async () => {
    onSave = () => {
      throw new Error('the database is gone');
    };
    await expect(vendors.find(ID)).rejects.toThrow('the database is gone');
    onSave = () => undefined;
    expect(await vendors.find(ID)).toMatchObject({ name: 'Acme' });
  });
});

describe('nothing is fetched', () => {
  it.each([
    'acme',
    'http://acme.example/client',
    'https://192.0.2.1/client',
    'https://acme.example/client#a',
  ])('for the client id %s, which is no address of a document', async (id) => {
    expect(await vendors.find(id)).toBeUndefined();
    expect(fetched).toEqual([]);
  });

  it('for a vendor that the operator entered, also when it was long ago and by an address', async () => {
    put({ knownBy: 'operator', fetchedAt: new Date(0) });
    expect(await vendors.find(ID)).toMatchObject({ knownBy: 'operator' });
    expect(fetched).toEqual([]);
  });
});

it('failures of a thousand others are forgotten, not kept for ever', async () => {
  answer = async () => new Response('', { status: 404 });
  for (let at = 0; at <= 1_000; at++) await vendors.find(`https://acme.example/${at}`);
  expect(fetched).toHaveLength(1_001);
  await vendors.find('https://acme.example/0');
  expect(fetched).toHaveLength(1_002);
});
