// The decision and the minimising of a read, without a gateway around them: no HTTP, no token, no pod, no journal.
import {
  type AuthorizationDetails,
  categories,
  type DataItem,
  type KnownVendor,
  type ProblemCode,
} from '@parley/protocol';
import { authorizeRead } from '../read/authorize-read.ts';
import { createComposer } from '../read/compose-answer.ts';
import type { ConsentFacts } from '../read/consent-facts.ts';
import type { Mirror } from '../read/mirror.ts';
import { readQuery } from '../read/read-query.ts';
import { readResource } from '../read/read-resource.ts';

export interface ReadToDecide {
  readonly vendorId: string;
  readonly details: AuthorizationDetails;
  readonly askedAt: Date;
  readonly purpose: string | undefined;
  /** Below the read API. */
  readonly path: string;
  readonly search: string;
}

export type DecidedRead =
  | { readonly refused: ProblemCode }
  | { readonly items: readonly Readonly<Record<string, unknown>>[] };

/** One owner's pod as data, and what a live consent shows of it. Items of the answer have the opaque ids that a gateway gives. */
export function createReadAsDecided(pod: {
  readonly items: ReadonlyMap<string, readonly DataItem[]>;
  readonly vendors: readonly KnownVendor[];
  readonly now: () => Date;
}): (read: ReadToDecide) => Promise<DecidedRead> {
  const compose = createComposer({
    mirror: mirrorOf(pod),
    represent: () => '',
    now: pod.now,
    itemKey: Buffer.alloc(32, 1),
    cursorKey: Buffer.alloc(32, 2),
  });
  let consents = 0;
  return async (read) => {
    consents += 1;
    const consent = factsOf(read, `consent_${consents}`);
    const authorization = authorizeRead({
      claims: claimsOf(consent),
      consent,
      resource: readResource(read.path),
      purposes: read.purpose === undefined ? [] : [read.purpose],
      audience: read.details[0]?.locations[0] ?? '',
    });
    if (!authorization.allowed) return { refused: authorization.reason };
    const { resource, decision } = authorization;
    const query = readQuery(read.search, decision, resource.kind);
    if (query === undefined) return { refused: 'invalid_request' };
    const signal = new AbortController().signal;
    const composed = await compose({ consent, resource, decision, query, form: 'application/json', signal });
    if (!composed.found) return { refused: composed.reason };
    const body = JSON.parse(String(composed.answer.body));
    return { items: resource.kind === 'item' ? [body] : body.items };
  };
}

/** As a pod keeps them: what only an item's own document has is not in the list. */
function mirrorOf({ items, vendors }: Parameters<typeof createReadAsDecided>[0]): Mirror {
  const own = (category: string, place: 'list' | 'item', { fields }: DataItem) =>
    Object.fromEntries(
      Object.entries(fields).filter(([name]) => categories.get(category)?.fields[name]?.place === place),
    );
  return {
    list: async (_place, { name }) => ({
      content: (items.get(name) ?? []).map((item) => ({ ...item, fields: own(name, 'list', item) })),
      version: 1,
    }),
    opened: async () => ({
      content: { openings: [], mutedVendors: [], mutedIssues: [] },
      version: 1,
    }),
    vendors: async () => ({ content: vendors, version: 1 }),
    item: async (_place, { name }, id) => {
      const found = items.get(name)?.find((item) => item.id === id);
      return { content: found === undefined ? {} : own(name, 'item', found), version: 1 };
    },
    glanceItem: () => Promise.reject(new Error('nothing is synced here')),
    expireItem: () => undefined,
    expireOpened: () => undefined,
    expire: () => undefined,
    refreshDue: async () => undefined,
  };
}

function factsOf({ vendorId, details, askedAt }: ReadToDecide, consentId: string): ConsentFacts {
  return {
    consentId,
    version: 1,
    ownerId: 'owner_1',
    vendorId,
    details,
    askedAt,
    receiptSha256: 'r'.repeat(43),
    ownerWebId: 'https://ann.example/#me',
    container: 'https://pod.example/parley/',
    nonce: 'nonce',
  };
}

const claimsOf = ({ consentId, vendorId, details, receiptSha256 }: ConsentFacts) => ({
  iss: 'https://gw.example',
  aud: 'https://gw.example/v1',
  sub: 'subject',
  client_id: vendorId,
  iat: 0,
  exp: 300,
  jti: 'jti',
  cnf: { jkt: 'k'.repeat(43) },
  authorization_details: details,
  consent_id: consentId,
  consent_version: 1,
  receipt_sha256: receiptSha256,
});
