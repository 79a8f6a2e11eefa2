import { categories } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import type { ConnectedPods } from './connected-pods.ts';

/** The document that lists each category. */
const documents = [...categories.values()].map(({ document }) => document);

/** Exactly what the gateway may do, place by place. */
export function gatewayAccessContract(pods: () => ConnectedPods): void {
  describe('what the gateway may do', () => {
    const turtle = { 'content-type': 'text/turtle' };
    const insert = `@prefix solid: <http://www.w3.org/ns/solid/terms#>.
      <#p> a solid:InsertDeletePatch; solid:inserts { <#x> <http://example.org/p> "1". }.`;
    const erase = `@prefix solid: <http://www.w3.org/ns/solid/terms#>.
      <#p> a solid:InsertDeletePatch; solid:deletes { <#x> <http://example.org/p> "1". }.`;
    const operations: Record<string, (url: string, fetch: typeof globalThis.fetch) => Promise<Response>> = {
      read: (url, fetch) => fetch(url, { headers: { accept: 'text/turtle' } }),
      append: (url, fetch) =>
        fetch(url, { method: 'PATCH', headers: { 'content-type': 'text/n3' }, body: insert }),
      erase: (url, fetch) =>
        fetch(url, { method: 'PATCH', headers: { 'content-type': 'text/n3' }, body: erase }),
      replace: (url, fetch) => fetch(url, { method: 'PUT', headers: turtle, body: '' }),
      create: (url, fetch) => fetch(`${url}made-here.ttl`, { method: 'PUT', headers: turtle, body: '' }),
      post: (url, fetch) => fetch(url, { method: 'POST', headers: turtle, body: '' }),
      delete: (url, fetch) => fetch(url, { method: 'DELETE' }),
      rules: (url, fetch) =>
        fetch(`${url}${pods().rulesSuffix}`, { method: 'PUT', headers: turtle, body: '' }),
    };
    // place | operation | status
    const table: [string, keyof typeof operations, number][] = [
      ...['', 'connection.ttl', 'issues/', ...documents].flatMap((path): [string, string, number][] => [
        [path, 'read', 200],
        [path, 'append', 403],
        [path, 'erase', 403],
        [path, 'replace', 403],
        [path, 'delete', 403],
        [path, 'rules', 403],
      ]),
      ['', 'create', 403],
      ['', 'post', 403],
      ['issues/', 'create', 403],
      ['issues/', 'post', 403],
      ['issues/an-issue.ttl', 'read', 200],
      ['issues/an-issue.ttl', 'append', 205],
      ['issues/an-issue.ttl', 'erase', 403],
      ['issues/an-issue.ttl', 'replace', 403],
      ['issues/an-issue.ttl', 'delete', 403],
      ['consents/', 'read', 200],
      ['consents/', 'create', 201],
      ['consents/made-here.ttl', 'append', 205],
      ['consents/made-here.ttl', 'erase', 403],
      ['consents/made-here.ttl', 'replace', 403],
      ['consents/made-here.ttl', 'delete', 403],
      ['consents/', 'rules', 403],
      ['ledger/', 'create', 201],
      ['ledger/made-here.ttl', 'replace', 403],
      ['ledger/made-here.ttl', 'delete', 403],
      ['inbox/', 'read', 403],
      ['inbox/', 'post', 201],
      ['inbox/', 'rules', 403],
    ];

    it.each(table)('%s: %s is answered %i', async (path, operation, status) => {
      const issue = `${pods().container}issues/an-issue.ttl`;
      await pods().owner.fetch(issue, { method: 'PUT', headers: turtle, body: '<#this> <#p> "1".' });
      const response = await operations[operation]?.(pods().container + path, pods().gateway.fetch);
      await response?.body?.cancel();
      expect(response?.status).toBe(status);
    });

    it.each(['', 'consents/', ...documents])(
      'a stranger gets 403 and nobody gets 401 at %j',
      async (path) => {
        expect((await pods().stranger.fetch(pods().container + path)).status).toBe(403);
      },
    );
  });
}
