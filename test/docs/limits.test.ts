import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settingsReference } from '@parley/consent-gateway';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const gateway = 'packages/consent-gateway/src';
const page = readFileSync(join(root, 'docs/limits.md'), 'utf8');

const rows = [...page.matchAll(/^\| ([^|]+) \| ([^|]+) \| `([\w/.-]+\.ts)` `(\w+)` \|$/gm)].map(
  ([, what = '', said = '', file = '', name = '']) => ({ what, said, file, name }),
);
const UNITS: Readonly<Record<string, number>> = {
  KiB: 1024,
  MiB: 1024 ** 2,
  MB: 1e6,
  s: 1000,
  characters: 1,
};

/** "16 KiB" is 16384, "10 s" is 10000 (milliseconds). */
function amountOf(said: string): number {
  const [, number = '', unit] = /^([\d,]+)(?: (\w+))?$/.exec(said) ?? [];
  return Number(number.replaceAll(',', '')) * (unit === undefined ? 1 : (UNITS[unit] ?? Number.NaN));
}

/** The number that a constant, or a member of one, is made of in a source. */
function amountIn(text: string, name: string): number {
  const [, written = ''] =
    new RegExp(`(?:const ${name} =|^ {2}${name}:) ([^;,\n]+)[;,]`, 'm').exec(text) ?? [];
  if (/^'\d+kb'$/.test(written)) return Number.parseInt(written.slice(1), 10) * 1024;
  if (!/^[\d_]+(?: \* [\d_]+)*$/.test(written)) return Number.NaN;
  return written.split(' * ').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1);
}

const sourceOf = (file: string): string => {
  const inGateway = join(root, gateway, file);
  return readFileSync(existsSync(inGateway) ? inGateway : join(root, file), 'utf8');
};

it.each(rows)('docs/limits.md has $name of $file right: $said', ({ said, file, name }) => {
  expect(amountIn(sourceOf(file), name)).toBe(amountOf(said));
});

/** No limit that anybody outside could come to. */
const INSIDE = new Set([
  'adapters/files/backup-file.ts BUFFER_BYTES',
  'adapters/postgres/consent-changes.ts MAX_INTERRUPTED',
  'adapters/postgres/consent-store.ts MAX_INTERRUPTED',
  'adapters/postgres/embedded/launch-server.ts LOG_LIMIT_BYTES',
  'adapters/postgres/honour-store.ts MAX_AT_ONCE',
  'adapters/postgres/message-store.ts MAX_AT_ONCE',
  'adapters/postgres/pod-notices.ts MAX_AT_ONCE',
  'adapters/postgres/request-notice-store.ts MAX_AT_ONCE',
  'adapters/postgres/sweep.ts MAX_AT_ONCE',
  'adapters/postgres/watched-copies.ts MAX_AT_ONCE',
  'read/watch/watch-content.ts DIGEST_BYTES',
  'read/watch/watch-content.ts MAX_CONTAINERS',
  'adapters/postgres/vendor-events/add-expiring-events.ts MOST_AT_ONCE',
  'adapters/postgres/vendor-events/vendor-event-list.ts MOST_PLACED_AT_ONCE',
  'confirmed-copies.ts MAX_ATTEMPTS',
  'http/describe-fault.ts MAX_CAUSES',
  'secrets/seal-stable.ts IV_BYTES',
  'secrets/seal.ts STEP_BYTES',
  'secrets/webhook-keys.ts RAW_KEY_BYTES',
]);

it('docs/limits.md has every limit of the gateway', () => {
  const named = new Set(rows.map(({ file, name }) => `${file} ${name}`));
  const missing = globSync('**/*.ts', { cwd: join(root, gateway) })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.test\.ts$|^testing\//.test(file))
    .flatMap((file) =>
      [...sourceOf(file).matchAll(/^(?:export )?const (MAX_\w+|MOST_\w+|\w+_BYTES|LIMIT) =/gm)].map(
        ([, name]) => `${file} ${name}`,
      ),
    )
    .filter((limit) => !named.has(limit) && !INSIDE.has(limit));
  expect(missing).toEqual([]);
});

it('docs/limits.md has the defaults of the settings', () => {
  const defaults = new Map(settingsReference().map((setting) => [setting.name, setting.default]));
  const said = [...page.matchAll(/\| `(PARLEY_\w+)` \| ([\d,]+)/g)];
  expect(said.length).toBe(6);
  for (const [, name = '', value = ''] of said) expect(defaults.get(name)).toBe(value.replaceAll(',', ''));
});

it('finds a limit that has changed', () => {
  expect(rows.length).toBeGreaterThan(40);
  expect(amountIn('const MAX_LENGTH = 2_000;', 'MAX_LENGTH')).toBe(2000);
  expect(amountIn('export const MAX_BYTES = 64 * 1024 * 1024;', 'MAX_BYTES')).toBe(amountOf('64 MiB'));
  expect(amountIn('  headersMs: 10_000,\n', 'headersMs')).toBe(amountOf('10 s'));
  expect(amountIn("const LIMIT = '64kb';", 'LIMIT')).toBe(amountOf('64 KiB'));
  expect([amountOf('some'), amountIn('const OTHER = 1;', 'MAX_LENGTH')]).toEqual([0, Number.NaN]);
});
