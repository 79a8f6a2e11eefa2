import { askedDetailsSchema, categories, PURPOSES } from '@parley/protocol';
import { parseObject } from '../setup/parse-object.ts';

/** What a signed request asks for: `for issues (title, state), for customer care, until 2027-02-22`. */
export function askedInWords(claims: Readonly<Record<string, unknown>> | undefined): string {
  const asked = askedDetailsSchema(categories).safeParse(claims?.['authorization_details']);
  if (!asked.success) return 'for something that is no request for data';
  return asked.data
    .map(({ datatypes, fields, purpose, access }) => {
      const what = datatypes.map((name) => {
        const { required = [], optional = [] } = fields[name] ?? {};
        return `${name} (${[...required, ...optional].join(', ')})`;
      });
      const why = (PURPOSES[purpose] ?? purpose).toLowerCase();
      return `for ${what.join(' and ')}, for ${why}, until ${access.until.slice(0, 10)}`;
    })
    .join('; and ');
}

/** What a vendor's request and its answer were about. `undefined`: nothing that is worth a line. */
export async function toldOf(
  request: Request,
  response: Response,
  { vendor, asked }: { readonly vendor: string; readonly asked: string | undefined },
): Promise<string | undefined> {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/.well-known/')) return undefined;
  const body = isJson(response) ? (parseObject(await response.clone().text()) ?? {}) : {};
  // The proof came without the nonce: the client sends it again by itself.
  if (body['error'] === 'use_dpop_nonce' || body['code'] === 'use_dpop_nonce') return undefined;
  const who = vendor === '' ? 'Somebody' : vendor;
  const call = `${who}: ${request.method} ${pathname}`;
  if (response.status >= 400) return `${call} is refused, ${response.status} ${reasonIn(body)}`;
  if (asked !== undefined) return `${who} asks ${asked}`;
  if (pathname === '/token' && 'consent_id' in body)
    return `${who} has a token: ${String(body['consent_id'])}, version ${String(body['consent_version'])}`;
  const items = Array.isArray(body['items']) ? `, ${body['items'].length} items` : '';
  return `${call}, ${response.status}${items}`;
}

function reasonIn(body: Readonly<Record<string, unknown>>): string {
  const code = String(body['code'] ?? body['error'] ?? 'without a code');
  const { consent_status: status, consent_version: version } = body;
  if (status === undefined) return code;
  return version === undefined ? `${code} (${status})` : `${code} (${status}, now version ${version})`;
}

const isJson = ({ headers }: Response): boolean => /[/+]json\b/.test(headers.get('content-type') ?? '');
