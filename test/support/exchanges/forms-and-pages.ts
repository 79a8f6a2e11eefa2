import { CUSTOMER_CARE } from '../requests.ts';
import type { Scene } from './exchange-page.ts';

const ISSUES = /^\/v1\/issues$/;

/** The same list by pages, and as Turtle. */
export async function showFormsAndPages({ page, vendor }: Scene, accessToken: string): Promise<void> {
  const read = (path: string, headers: Record<string, string> = {}) =>
    vendor.read(path, { accessToken, purpose: CUSTOMER_CARE, headers });
  const first = await read('/v1/issues?limit=1');
  const firstPage = page.last('GET', ISSUES, 200);
  await read(`/v1/issues?limit=1&cursor=${first.body['nextCursor']}`);
  page.section(
    'Page by page',
    'Each page is a read of its own. Without `nextCursor` it was the last.',
    firstPage,
    page.last('GET', ISSUES, 200),
  );
  await read('/v1/issues', { accept: 'text/turtle' });
  const turtle = page.last('GET', ISSUES, 200);
  await read('/v1/issues', { accept: 'application/rdf+xml' });
  page.section(
    'Read as Turtle',
    'The same items with the same fields; the header `Link` names the shape.',
    turtle,
    'A form that there is not:\n',
    page.last('GET', ISSUES, 406),
  );
}
