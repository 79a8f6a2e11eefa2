// Which tests try which cases: read from the titles in the sources, so that a page can say it without running them.

import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface MarkedTitle {
  /** Path in the repository. */
  readonly file: string;
  /** As it stands in the source, without its marks. */
  readonly title: string;
  /** `A07b` */
  readonly marks: readonly string[];
}

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const TEXT = /(['"`])(A\d{2}[a-z]?(?:,? A\d{2}[a-z]?)*) ((?:(?!\1)[^\n\\]|\\.)+)\1/g;

/** The titles in one source: of a test, a group of tests, or a line of a table of tests. */
export function titlesIn(source: string, file: string): MarkedTitle[] {
  return [...source.matchAll(TEXT)].map(([, , marks = '', title = '']) => ({
    file,
    title,
    marks: marks.split(/,? /),
  }));
}

/** Every title that begins with the mark of a case. */
export function markedTitles(): readonly MarkedTitle[] {
  const files = globSync('{packages/*/src,test/!(docs)}/**/*.test.ts', { cwd: repository });
  return files
    .sort()
    .flatMap((file) => titlesIn(readFileSync(`${repository}${file}`, 'utf8'), file.replaceAll('\\', '/')));
}
