// Who calls the sandbox. In: a request. Out: a gateway that knows the vendor by its client document, and what is asked, in words.

import { readCompactJws } from '@parley/protocol';
import type { FakeGateway } from '@parley/vendor-sdk/testing';
import { callerIn, readClientDocument } from './find-client.ts';
import type { Manners } from './manners.ts';
import { askedInWords } from './words.ts';

export interface Parts {
  readonly gateway: FakeGateway;
  readonly manners: Manners;
  readonly tell: (line: string) => void;
  /** Who called last. */
  readonly vendor: { id: string; name: string; kids: readonly string[] };
}

const ASKING = ['/request', '/backchannel'];

/**
 * Reads the client document where the vendor, or its key, is not known yet, and whenever it asks for something. Out: what is asked, in
 * words.
 */
export async function meet(
  request: Request,
  { gateway, vendor, manners, tell }: Parts,
): Promise<string | undefined> {
  const { pathname } = new URL(request.url);
  const isForm = request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded');
  const form = new URLSearchParams(isForm ? await request.clone().text() : '');
  const caller = callerIn(request, form);
  const isAsking = ASKING.includes(pathname);
  if (caller === undefined) return undefined;
  const { clientId: id, kid } = caller;
  if (!isAsking && id === vendor.id && vendor.kids.includes(String(kid))) return undefined;
  const document = await readClientDocument(id);
  if (typeof document === 'string') {
    tell(`Somebody calls whom this gateway cannot know: ${document}.`);
    return undefined;
  }
  gateway.knowClient(document);
  Object.assign(vendor, {
    id,
    name: document.client_name,
    kids: document.jwks.keys.map((key) => key.kid),
  });
  if (!isAsking) return undefined;
  if (pathname === '/backchannel' && manners.decision === 'give') gateway.owner.giveWaiting(manners.kept);
  if (pathname === '/backchannel' && manners.decision === 'refuse') gateway.owner.refuseWaiting();
  return askedInWords(readCompactJws(form.get('request') ?? '')?.payload);
}
