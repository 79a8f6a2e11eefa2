import { ACL } from '../rdf/vocabulary.ts';
import type { ResourceStore } from './resource-store.ts';

export type AccessMode = 'read' | 'append' | 'write' | 'control';

/** One of the two languages in which a Solid server reads access rules. */
export interface AccessLanguage {
  /** What the address of a resource's rules ends in. */
  readonly suffix: '.acl' | '.acr';
  modesOf(store: ResourceStore, url: string, agent: string | undefined): ReadonlySet<AccessMode>;
  /** What an answer tells of it. */
  headers(store: ResourceStore, url: string, agent: string | undefined): Readonly<Record<string, string>>;
  /** The links that rules themselves have, also where there are none yet. */
  readonly rulesLinks: readonly string[];
  /** The rules of a new pod: its owner has everything, everybody reads the profile. */
  podRules(webId: string, storage: string): { readonly storage: string; readonly card: string };
}

export const MODES: Readonly<Record<string, readonly AccessMode[]>> = {
  [ACL.Read]: ['read'],
  [ACL.Append]: ['append'],
  [ACL.Write]: ['append', 'write'],
  [ACL.Control]: ['control'],
};
