// docs/protocol.md names what the gateway serves, and nothing that it does not.
import { readFileSync } from 'node:fs';
import { openApiDocument } from '@parley/consent-gateway';
import { expect, it } from 'vitest';

const page = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8');
const { paths } = openApiDocument({ origin: 'https://gateway.example' }) as { paths: Record<string, object> };

/** Names of parameters do not count: `GET /v1/issues/{}`. */
const nameless = (method: string, path: string): string =>
  `${method.toUpperCase()} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`;
const served = Object.entries(paths).flatMap(([path, operations]) =>
  Object.keys(operations).map((method) => nameless(method, path)),
);

/** Operations that a text names in code marks. One without a method has that of the one before it in the line, or GET. */
function operationsIn(text: string): string[] {
  return text.split(/\n(?=## )/).flatMap((section) => {
    const prefix = section.startsWith("## The owner's app\n") ? '/owner/v1' : '';
    return section.split('\n').flatMap((line) => {
      let method = 'GET';
      return [...line.matchAll(/`(?:(GET|POST|PUT|DELETE) )?(\/[^`\s?]+)/g)].map(([, named, path = '']) => {
        method = named ?? method;
        return nameless(
          method,
          path.startsWith(prefix) || path.startsWith('/interaction/') ? path : `${prefix}${path}`,
        );
      });
    });
  });
}
const named = operationsIn(page);

it.each(served)('%s is named', (operation) => {
  expect(named).toContain(operation);
});

it('names no operation of an API that is not served', () => {
  const ofApis = named.filter((operation) => /^\w+ (?:\/owner)?\/v1\/./.test(operation));
  expect(ofApis.filter((operation) => !served.includes(operation))).toEqual([]);
});

it('finds what a page leaves out', () => {
  const text =
    "## The owner's app\n\n| `GET /requests?limit=`, `/requests/{id}` | `DELETE /silences/{id}` |\n\n## Read\n\n`POST /token`, `/v1/issues/{x}`";
  expect(operationsIn(text)).toEqual([
    'GET /owner/v1/requests',
    'GET /owner/v1/requests/{}',
    'DELETE /owner/v1/silences/{}',
    'POST /token',
    'POST /v1/issues/{}',
  ]);
});
