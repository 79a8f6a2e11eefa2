// Who calls, and what it publishes about itself: as a gateway reads it, but on this machine too.

import { CLIENT_ASSERTION_HEADER, readCompactJws } from '@parley/protocol';
import type { ClientDocument } from '@parley/vendor-sdk';
import { isSafe } from '../setup/local-address.ts';
import { parseObject } from '../setup/parse-object.ts';

const TIMEOUT_MS = 5_000;
const MAX_CHARACTERS = 10_240;

export interface Caller {
  readonly clientId: string;
  /** With which key the call is signed. */
  readonly kid: unknown;
}

/** By the assertion that comes in a form of the authorization server, or in a header of the API. `undefined`: there is none. */
export function callerIn(request: Request, form: URLSearchParams): Caller | undefined {
  const text = form.get('client_assertion') ?? request.headers.get(CLIENT_ASSERTION_HEADER) ?? '';
  const { payload, header } = readCompactJws(text) ?? {};
  const clientId = payload?.['sub'];
  if (typeof clientId !== 'string' || !URL.canParse(clientId)) return undefined;
  return { clientId, kid: header?.['kid'] };
}

/** The client document, or in words why there is none. */
export async function readClientDocument(clientId: string): Promise<ClientDocument | string> {
  if (!isSafe(new URL(clientId))) return `${clientId} is neither https nor on this machine`;
  const document = await fetchObject(clientId);
  if (typeof document === 'string') return document;
  if (document['client_id'] !== clientId) return `the document at ${clientId} calls itself something else`;
  const { jwks, redirect_uris: uris } = document;
  const keys = typeof jwks === 'object' && jwks !== null && 'keys' in jwks ? jwks.keys : undefined;
  if (!Array.isArray(keys) || !keys.every(isObject) || !Array.isArray(uris))
    return `the document at ${clientId} lacks jwks or redirect_uris`;
  return document as unknown as ClientDocument;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

async function fetchObject(clientId: string): Promise<Readonly<Record<string, unknown>> | string> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(clientId, { redirect: 'error', signal });
    const object = parseObject((await answer.text()).slice(0, MAX_CHARACTERS));
    if (answer.status === 200 && object !== undefined) return object;
    return `${clientId} answers ${answer.status}, and no JSON document`;
  } catch {
    return `${clientId} cannot be reached: start your app first`;
  }
}
