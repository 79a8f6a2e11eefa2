// Writes the pages of the documentation that are made from the code: npm run docs

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedPages } from './docs/generated-pages.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));

for (const [path, text] of generatedPages()) {
  await writeFile(join(repository, path), text);
  console.log(`wrote ${path}`);
}
