import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'docs/fapi.md'), 'utf8');

const rows = page
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, requirement = '', verdict = '', how = '', where = '', test = '', ...rest]) => ({
    ...{ requirement, verdict, how, where, test },
    cells: rest.length,
  }));

const inMarks = (cell: string): string => /^`([^`]+)`/.exec(cell)?.[1] ?? '';

describe('the table of FAPI 2.0', () => {
  it.each(rows)('$requirement', ({ verdict, how, where, test, cells }) => {
    expect(cells).toBe(1);
    expect(how).not.toBe('');
    expect(['met', 'library', 'deployment', 'differs', 'none']).toContain(verdict);
    if (['none', 'library'].includes(verdict)) return expect(test).toBe('');
    const place = inMarks(where).replace(/^gateway\//, 'packages/consent-gateway/src/');
    expect(existsSync(join(root, place)), place).toBe(true);
    const [file, title] = [inMarks(test), test.replace(/^`[^`]+`: /, '')];
    expect(title).not.toBe('');
    expect(readFileSync(join(root, file), 'utf8')).toContain(title);
  });

  it('has a row for each list of requirements', () => {
    const sections = new Set(rows.map(({ requirement }) => /^\d\.\d(\.\d(\.\d)?)?/.exec(requirement)?.[0]));
    expect([...sections].sort()).toEqual([
      ...['5.2.1', '5.2.2', '5.2.3', '5.3.1', '5.3.2', '5.3.2.1', '5.3.2.2', '5.3.2.3', '5.3.3.1', '5.3.3.2'],
      ...['5.3.4', '5.4.1', '5.4.2'],
    ]);
  });
});
