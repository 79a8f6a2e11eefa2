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
    // place | operation | outcome
    const table: [string, keyof typeof operations, 'done' | 'refused'][] = [
      ...['', 'connection.ttl', 'issues/', ...documents].flatMap(
        (path): [string, string, 'done' | 'refused'][] => [
          [path, 'read', 'done'],
          [path, 'append', 'refused'],
          [path, 'erase', 'refused'],
          [path, 'replace', 'refused'],
          [path, 'delete', 'refused'],
          [path, 'rules', 'refused'],
        ],
      ),
      ['', 'create', 'refused'],
      ['', 'post', 'refused'],
      ['issues/', 'create', 'refused'],
      ['issues/', 'post', 'refused'],
      ['issues/an-issue.ttl', 'read', 'done'],
      ['issues/an-issue.ttl', 'append', 'done'],
      ['issues/an-issue.ttl', 'erase', 'refused'],
      ['issues/an-issue.ttl', 'replace', 'refused'],
      ['issues/an-issue.ttl', 'delete', 'refused'],
      ['issues/files/', 'read', 'done'],
      ['issues/files/', 'create', 'refused'],
      ['issues/files/', 'post', 'refused'],
      ['issues/files/', 'rules', 'refused'],
      ['consents/', 'read', 'done'],
      ['consents/', 'create', 'done'],
      ['consents/made-here.ttl', 'append', 'done'],
      ['consents/made-here.ttl', 'erase', 'refused'],
      ['consents/made-here.ttl', 'replace', 'refused'],
      ['consents/made-here.ttl', 'delete', 'refused'],
      ['consents/', 'rules', 'refused'],
      ['ledger/', 'create', 'done'],
      ['ledger/made-here.ttl', 'replace', 'refused'],
      ['ledger/made-here.ttl', 'delete', 'refused'],
      ['inbox/', 'read', 'refused'],
      ['inbox/', 'post', 'done'],
      ['inbox/', 'rules', 'refused'],
    ];

    it.each(table)('%s: %s is %s', async (path, operation, outcome) => {
      const issue = `${pods().container}issues/an-issue.ttl`;
      await pods().owner.fetch(issue, { method: 'PUT', headers: turtle, body: '<#this> <#p> "1".' });
      const response = await operations[operation]?.(pods().container + path, pods().gateway.fetch);
      await response?.body?.cancel();
      // Servers differ in which success they answer.
      expect(response?.ok === true ? 'done' : response?.status).toBe(outcome === 'done' ? 'done' : 403);
    });

    it.each(['', 'consents/', ...documents])(
      'a stranger gets 403 and nobody gets 401 at %j',
      async (path) => {
        expect((await pods().stranger.fetch(pods().container + path)).status).toBe(403);
      },
    );
  });
}
