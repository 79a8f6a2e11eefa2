import { beforeAll, describe, expect, it } from 'vitest';
import { CARE, type GatewayWorld, given, type Held, read } from './gateway-world.ts';
import { expectProblem } from './reads.ts';

const FIELDS = {
  issues: { required: ['title', 'state', 'createdAt'], optional: ['attachments'] },
  preferences: { required: ['topic'], optional: [] },
};
/** Beyond ASCII, a Community Solid Server that keeps its documents in memory cuts off what is patched. */
const NAME = "the router's back (1).jpg";
const PHOTO = new Uint8Array(70_000).fill(0xfe);
PHOTO.set([0xff, 0xd8, 0xff, 0xe0]);

interface Seen {
  readonly id: string;
  readonly title: string;
  readonly attachments?: { readonly id: string }[];
}

/** What a vendor sees of files that the owner has attached. */
export function attachmentsContract(world: () => GatewayWorld): void {
  // Before the first read of all: no gateway need look again.
  beforeAll(() => world().attach('A', { mediaType: 'image/jpeg', name: NAME, bytes: PHOTO }));
  describe('an attached file', () => attachedFile(world));
}

function attachedFile(world: () => GatewayWorld): void {
  let held: Held;
  let photo = '';
  const named = async (from: Held, title: string): Promise<Seen> => {
    const { items } = (await read(from, '/issues')).body as { items: Seen[] };
    const { id = '' } = items.find((each) => each.title === title) ?? {};
    return (await read(from, `/issues/${id}`)).body as unknown as Seen;
  };
  async function download(from: Held, path: string): Promise<Response> {
    const purpose = { accessToken: from.accessToken, purpose: CARE };
    const headers = await from.wire.credentials('GET', `/v1${path}`, purpose);
    return world().fetch(`${world().origin}/v1${path}`, { headers });
  }
  beforeAll(async () => {
    held = await given(world(), { fields: FIELDS });
    const { id, attachments = [] } = await named(held, 'A');
    photo = `/issues/${id}/attachments/${attachments[0]?.id}`;
  });

  it('names them with what they are, under ids of the vendor’s own', async () => {
    expect((await named(held, 'A')).attachments).toEqual([
      {
        id: expect.stringMatching(/^item_[\w-]+$/),
        mediaType: 'image/jpeg',
        size: PHOTO.length,
        name: NAME,
        createdAt: expect.any(String),
      },
    ]);
    expect(await named(held, 'B')).not.toHaveProperty('attachments');
  });

  it('gives the bytes as they are, never as a page', async () => {
    const response = await download(held, photo);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': `${PHOTO.length}`,
      'content-disposition': "attachment; filename*=UTF-8''the%20router%27s%20back%20%281%29.jpg",
      'x-content-type-options': 'nosniff',
    });
    expect(response.headers.get('etag')).toBeNull();
    expect(Buffer.from(await response.arrayBuffer()).equals(PHOTO)).toBe(true);
  });

  it('has no file of another issue, none of another name, and none where the field was not given', async () => {
    const { id } = await named(held, 'B');
    const file = photo.split('/').at(-1);
    expectProblem(await read(held, `/issues/${id}/attachments/${file}`), 'not_found');
    expectProblem(await read(held, `${photo}x`), 'not_found');
    const without = await given(world());
    expectProblem(await read(without, photo), 'not_found');
    expect(await named(without, 'A')).not.toHaveProperty('attachments');
  });

  it('asks for a purpose that was approved, and ends with the consent', async () => {
    const ending = await given(world(), { fields: FIELDS });
    const other = { purpose: 'https://w3id.org/dpv#Marketing' };
    expectProblem(await read(ending, photo, other), 'insufficient_authorization');
    await world().withdraw(ending.id);
    expect((await read(ending, photo)).status).toBe(401);
  });
}
