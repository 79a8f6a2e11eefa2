import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryFolder } from '../install.mjs';
import { passing, type ShownPage } from './pages.ts';

/** Leaves out nothing that is a page. @throws with what has no line, or is no page any more */
export async function assertAllShown(pages: readonly ShownPage[]): Promise<void> {
  const source = await readFile(join(repositoryFolder, 'packages/dashboard/src/routes.tsx'), 'utf8');
  const routes = [...source.matchAll(/<Route\s+path="([^"]+)"/g)].map(([, path]) => path ?? '');
  const shown = [...pages.map(({ route }) => route), ...passing];
  const missing = routes.filter((route) => !shown.includes(route));
  const gone = shown.filter((route) => !routes.includes(route));
  if (missing.length + gone.length > 0)
    throw new Error(
      `scripts/screenshots/pages.ts: without a line: ${missing.join(', ')}; no page any more: ${gone.join(', ')}`,
    );
}
