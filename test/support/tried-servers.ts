import type { Lack } from '../contracts/pod/connected-pods.ts';

/** A pod server that the tests run against, and what it lacks that Parley does without. The page docs/pod-servers.md is made from this. */
export interface TriedServer {
  readonly title: string;
  readonly version: string;
  readonly access: 'Web Access Control' | 'Access Control Policies';
  readonly pods: string;
  readonly lacks: readonly Lack[];
}

const css = { version: '7.2.0', access: 'Web Access Control', pods: 'paths', lacks: [] } as const;

export const TRIED_SERVERS = {
  css: { ...css, title: 'Community Solid Server' },
  policies: {
    ...css,
    title: 'Community Solid Server, `file-acp`',
    access: 'Access Control Policies',
  },
  subdomains: {
    ...css,
    title: 'Community Solid Server, `memory-subdomains`',
    pods: 'subdomains',
  },
  weak: {
    title: 'In memory, with weak ETags',
    version: 'ours',
    access: 'Web Access Control',
    pods: 'paths',
    lacks: ['notifications'],
  },
  least: {
    title: 'In memory, as little as Parley needs: no ETags, no If-Match',
    version: 'ours',
    access: 'Web Access Control',
    pods: "paths; the owner's WebID elsewhere",
    lacks: ['etags', 'notifications'],
  },
} as const satisfies Record<string, TriedServer>;
