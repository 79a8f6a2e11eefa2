import { sha256 } from '@parley/protocol';
import { json } from '../answers.ts';

/** The answer with the ETag of its own bytes, or 304 where the vendor has them already (RFC 9110 section 13.1.2). */
export async function etagged(body: object, request: Request): Promise<Response> {
  const etag = `"${await sha256(JSON.stringify(body))}"`;
  const known = (request.headers.get('if-none-match') ?? '')
    .split(',')
    .map((each) => each.trim().replace(/^W\//, ''));
  if (known.includes('*') || known.includes(etag))
    return new Response(null, { status: 304, headers: { etag } });
  return json(body, 200, { etag });
}
