import { type ProblemCode, problems } from '@parley/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import { CARE, type GatewayWorld, given, type Held, type Reading, read } from './gateway-world.ts';

type Item = Record<string, unknown>;

/** A problem exactly as the registry has it. */
export function expectProblem(
  answer: { status: number; headers: Headers; body: Record<string, unknown> },
  code: ProblemCode,
  extra: object = {},
): void {
  const [status, title, detail] = problems[code];
  const instance = expect.stringMatching(/^urn:uuid:[\da-f-]{36}$/);
  const type = `https://w3id.org/parley/problems#${code}`;
  expect([answer.status, answer.body]).toEqual([
    status,
    { type, title, status, detail, instance, code, ...extra },
  ]);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('etag')).toBeNull();
}

/** Stage 4: the approved read. */
export function readsContract(world: () => GatewayWorld): void {
  let held: Held;
  beforeAll(async () => {
    held = await given(world());
  });
  const itemsAt = async (path: string): Promise<Item[]> => (await read(held, path)).body['items'] as Item[];
  const titlesAt = async (path: string) => (await itemsAt(path)).map(({ title }) => title);

  describe('a listing', () => {
    it('has the approved fields of its list, newest first, and headers that keep it from others', async () => {
      const { status, body, headers } = await read(held, '/issues');
      const id = expect.stringMatching(/^item_/);
      const createdAt = expect.any(String);
      expect([status, body]).toEqual([
        200,
        {
          items: [
            { id, title: 'C', state: 'open', createdAt },
            { id, title: 'B', state: 'answered', createdAt },
            { id, title: 'A', state: 'open', createdAt },
          ],
        },
      ]);
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(headers.get('vary')).toBe(
        'Authorization, DPoP, parley-purpose, parley-client-assertion, Accept',
      );
      expect(headers.get('dpop-nonce')).toEqual(expect.any(String));
      expect(headers.get('etag')).toMatch(/^"[\w-]{43}"$/);
    });

    it('comes in pages', async () => {
      const first = await read(held, '/issues?limit=2');
      const cursor = String(first.body['nextCursor']);
      const rest = await read(held, `/issues?limit=2&cursor=${cursor}`);
      const pages = [first, rest].map(({ body }) => (body['items'] as Item[]).map(({ title }) => title));
      expect(pages).toEqual([['C', 'B'], ['A']]);
      expect(rest.body).not.toHaveProperty('nextCursor');
    });

    it('takes a cursor only for the listing that it is of', async () => {
      const cursor = String((await read(held, '/issues?limit=1')).body['nextCursor']);
      for (const path of [
        `/issues?cursor=${cursor}x`,
        '/issues?cursor=1',
        `/issues?fields=title&cursor=${cursor}`,
      ])
        expectProblem(await read(held, path), 'invalid_cursor');
    });

    it('narrows to fields and filters, and passes over names that it does not know or show', async () => {
      expect((await itemsAt('/issues?fields=title,severity,smell')).map((item) => Object.keys(item))).toEqual(
        Array.from({ length: 3 }, () => ['id', 'title']),
      );
      expect(await titlesAt('/issues?states=answered')).toEqual(['B']);
      expect(await titlesAt('/issues?states=answered,open&addressee=requester')).toEqual(['C', 'B', 'A']);
      expect(await titlesAt('/issues?states=none')).toEqual([]);
      expect(await titlesAt('/issues?kinds=complaint&smell=bad')).toEqual(['C', 'B', 'A']);
    });

    it.each(['limit=0', 'limit=201', 'limit=all', 'limit=1&limit=2', 'cursor=a&cursor=b', 'addressee=ann'])(
      'is not understood with %s',
      async (query) => expectProblem(await read(held, `/issues?${query}`), 'invalid_request'),
    );

    it('need not be sent again to who has it', async () => {
      const { headers } = await read(held, '/issues');
      const etag = headers.get('etag') ?? '';
      for (const known of [etag, `"other", W/${etag}`, '*']) {
        const again = await read(held, '/issues', { headers: { 'if-none-match': known } });
        expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
      }
      const other = await read(held, '/issues?fields=title', { headers: { 'if-none-match': etag } });
      expect(other.status).toBe(200);
    });
  });

  describe('one item', () => {
    it('has also the approved fields of its own document', async () => {
      const [newest] = await itemsAt('/issues');
      const { status, body } = await read(held, `/issues/${newest?.['id']}`);
      expect([status, body]).toEqual([200, { ...newest, description: 'about C' }]);
      const only = await read(held, `/issues/${newest?.['id']}?fields=description`);
      expect(only.body).toEqual({ id: newest?.['id'], description: 'about C' });
    });

    it('that is not there is not found', async () => {
      expectProblem(await read(held, '/issues/item_AAAAAAAAAAAAAAAAAAAAAA'), 'not_found');
    });
  });

  describe('a read', () => {
    it.each<[string, string, Reading]>([
      ['for another purpose', '/issues', { purpose: 'https://w3id.org/dpv#DirectMarketing' }],
      ['for no purpose', '/issues', { purpose: undefined }],
      ['for two purposes', '/issues', { purpose: `${CARE}, ${CARE}` }],
      ['of a category that was not given', '/contact', {}],
      ['of one item where a category has none', '/preferences/item_1', {}],
      ['of what is not there', '/weather', {}],
      ['of a longer path', '/issues/a/b', {}],
    ])('%s is beyond the consent', async (_what, path, reading) => {
      expectProblem(await read(held, path, reading), 'insufficient_authorization');
    });

    it.each<[string, ProblemCode, Reading]>([
      ['without a token', 'invalid_token', { token: '' }],
      ['with a token of nobody', 'invalid_token', { token: 'eyJ.eyJ.AAAA' }],
      ['without a proof', 'invalid_dpop_proof', { proof: false }],
      ['with a proof for another token', 'invalid_dpop_proof', { proof: { claims: { ath: 'x' } } }],
      ['with a proof for another method', 'invalid_dpop_proof', { proof: { claims: { htm: 'POST' } } }],
      [
        'with a proof for another path',
        'invalid_dpop_proof',
        { proof: { claims: { htu: 'https://a.example' } } },
      ],
      ['with a proof of an hour ago', 'invalid_dpop_proof', { proof: { claims: { iat: 1 } } }],
      ['with a nonce of nobody', 'use_dpop_nonce', { proof: { claims: { nonce: 'nobody' } } }],
    ])('%s is challenged', async (_what, code, reading) => {
      const answer = await read(held, '/issues', reading);
      expectProblem(answer, code);
      const metadata = `${world().origin}/.well-known/oauth-protected-resource/v1`;
      const challenge = `DPoP error="${code}", algs="ES256", resource_metadata="${metadata}"`;
      expect(answer.headers.get('www-authenticate')).toBe(challenge);
      expect(answer.headers.get('dpop-nonce')).toEqual(expect.any(String));
    });

    it('takes each proof once, and only from who holds the key', async () => {
      const proof = { claims: { jti: crypto.randomUUID(), iat: Math.floor(Date.now() / 1000) } };
      expect((await read(held, '/issues', { proof })).status).toBe(200);
      expectProblem(await read(held, '/issues', { proof }), 'invalid_dpop_proof');
      const thief = await given(world());
      expectProblem(await read(thief, '/issues', { token: held.accessToken }), 'invalid_dpop_proof');
    });

    it.each(['POST', 'PUT', 'PATCH'])('by %s is not offered', async (method) => {
      const answer = await read(held, '/preferences', { method });
      expectProblem(answer, 'method_not_allowed');
      expect(answer.headers.get('allow')).toBe('GET');
    });

    it('counts against the daily limit, page by page', async () => {
      const { access } = {
        access: { until: new Date(Date.now() + 86_400_000).toISOString(), maxReadsPerDay: 2 },
      };
      const limited = await given(world(), { access });
      await read(limited, '/issues?limit=1');
      expectProblem(await read(limited, '/contact'), 'insufficient_authorization');
      await read(limited, '/issues?limit=1');
      const third = await read(limited, '/issues');
      expectProblem(third, 'read_limit');
      const seconds = Number(third.headers.get('retry-after'));
      expect(seconds > 0 && seconds <= 86_400).toBe(true);
    });
  });
}
