import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as consentGateway from '@parley/consent-gateway';
import * as crmConnectors from '@parley/crm-connectors';
import * as podClient from '@parley/pod-client';
import * as protocol from '@parley/protocol';
import * as vendorSdk from '@parley/vendor-sdk';
import { parseSync } from 'oxc-parser';
import { expect, it } from 'vitest';
import { declarationOf } from '../../scripts/docs/api/declaration.ts';
import { generatedPages } from '../../scripts/docs/generated-pages.ts';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

it.each([...generatedPages()])('%s says what the code says (else: npm run docs)', (path, text) => {
  expect(read(path)).toBe(text);
});

it('has an address for each problem, so that its type leads somewhere', () => {
  const page = read('docs/problems.md');
  for (const code of Object.keys(protocol.problems)) expect(page).toContain(`\n## ${code}\n`);
});

it.each([
  ['protocol', protocol],
  ['pod-client', podClient],
  ['vendor-sdk', vendorSdk],
  ['crm-connectors', crmConnectors],
  ['consent-gateway', consentGateway],
])('docs/api/%s.md has everything that can be imported', (name, module) => {
  const page = read(`docs/api/${name}.md`);
  const missing = Object.keys(module).filter(
    (each) =>
      !page.includes(`#### [${each}](`) &&
      !page.includes(`\`${each}\``) &&
      !page.includes(`Namespace ${each}\n`),
  );
  expect(missing).toEqual([]);
});

it('shows a signature without what is behind it, and the words of its own docstring alone', () => {
  const text = `/** Of something else. */
export const other = 1;
export function plain(a: string): number { return Number(a); }
/**
 * Opens a door.
 *
 * @throws {door_locked} where it is locked
 * @example open('front')
 */
export const open = (door: string): Promise<void> => Promise.reject(new Error(door));
export interface Door { /** In kilograms. */ weight: number }
export class Lock { #key = 1; private turns = 2; constructor(readonly size: number) { this.turns = size + this.#key; } }`;
  const source = { file: 'door.ts', text, parsed: parseSync('door.ts', text) };
  const shown = (name: string) => declarationOf(source, name);
  expect(shown('plain')).toEqual({
    kind: 'function',
    signature: 'function plain(a: string): number',
    words: '',
    throws: [],
  });
  expect(shown('open')).toEqual({
    kind: 'function',
    signature: 'const open = (door: string): Promise<void>',
    words: 'Opens a door.',
    throws: ['`door_locked` where it is locked'],
  });
  expect(shown('Door')).toMatchObject({
    words: '',
    signature: 'interface Door { /** In kilograms. */ weight: number }',
  });
  expect(shown('Lock').signature).toBe('class Lock {\n  constructor(readonly size: number);\n}');
  expect(() => shown('window')).toThrow('door.ts does not declare window');
});
