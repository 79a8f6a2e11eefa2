// One call of the read API with a token: token, proof, purpose, answer. In: a path of the read API. Out: its JSON.

import { type ApprovedItem, approvedPageSchema, PURPOSE_HEADER } from '@parley/protocol';
import { fetchProtectedResource } from 'openid-client';
import { isVendorSdkError, VendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { AccessToken, ConsentTokens } from './consent-tokens.ts';

export interface ApprovedRead {
  /** Below the read API's address: `/issues`. */
  readonly path: string;
  /** Default GET. */
  readonly method?: 'GET' | 'DELETE' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body?: object;
  /** An exact IRI: one of those that the consent was given for. */
  readonly purpose?: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

export type Reader = (read: ApprovedRead) => Promise<unknown>;
/** The answer itself, its body not read yet. */
export type StreamReader = (read: ApprovedRead) => Promise<Response>;

export function createReader(connection: GatewayConnection, tokens: ConsentTokens): Reader {
  return createCall(connection, tokens, { streams: false, take: (response) => response.json() });
}

export function createStreamReader(connection: GatewayConnection, tokens: ConsentTokens): StreamReader {
  return createCall(connection, tokens, { streams: true, take: async (response) => response });
}

interface Taking<T> {
  readonly streams: boolean;
  readonly take: (response: Response) => Promise<T>;
}

function createCall<T>(
  connection: GatewayConnection,
  tokens: ConsentTokens,
  { streams, take }: Taking<T>,
): (read: ApprovedRead) => Promise<T> {
  const readWith = (token: AccessToken, read: ApprovedRead): Promise<T> =>
    connection.run(
      { signal: read.signal, isRepeatable: true, secrets: [token.value], streams },
      async ({ configuration, metadata }) => {
        const url = addressOf(metadata.resource, read);
        const { method = 'GET', body } = read;
        const proof = { DPoP: tokens.dpop };
        const response = await fetchProtectedResource(
          configuration,
          token.value,
          url,
          method,
          body === undefined ? null : JSON.stringify(body),
          headersOf(read),
          proof,
        );
        if (!response.ok) throw new Error(`status ${response.status}`);
        return take(response);
      },
    );
  return async (read) => {
    const token = await tokens.fresh(read.signal);
    try {
      return await readWith(token, read);
    } catch (error) {
      // A new version of the consent ends the tokens of the one before. Once more with a new token; then it is an error.
      if (!isVendorSdkError(error, 'invalid_token')) throw error;
      return readWith(await tokens.other(token, read.signal), read);
    }
  };
}

/** All items of a listing, page after page as they are wanted. Each page counts as one read. */
export async function* listApproved(
  reader: Reader,
  listing: ApprovedRead,
): AsyncGenerator<ApprovedItem, void> {
  const seen = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const answer = await reader({ ...listing, query: { ...listing.query, cursor } });
    const page = approvedPageSchema.safeParse(answer);
    if (!page.success) throw new VendorSdkError('invalid_response', { detail: 'not a page of items' });
    yield* page.data.items;
    cursor = page.data.nextCursor;
    if (cursor === undefined) return;
    if (seen.has(cursor))
      throw new VendorSdkError('invalid_response', { detail: 'a listing that never ends' });
    seen.add(cursor);
  }
}

function addressOf(resource: string, { path, query = {} }: ApprovedRead): URL {
  const url = new URL(`${resource}${path}`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url;
}

function headersOf({ purpose, headers: more, body }: ApprovedRead): Headers {
  const headers = new Headers({ accept: 'application/json', ...more });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (purpose !== undefined) headers.set(PURPOSE_HEADER, purpose);
  return headers;
}
