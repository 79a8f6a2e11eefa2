import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from '../../scripts/support/browser.ts';
import { type Program, startProgram } from './program.ts';

export const examplesFolder = fileURLToPath(new URL('../../examples/', import.meta.url));

/** An example at work, in a process of its own. */
export interface Example extends Program {
  /** The address that it prints. */
  address(): Promise<string>;
  /** Opens it. */
  pageToDecideOn(browser: Browser): Promise<string>;
}

/** Starts an example with these words, and nothing in its environment but these settings. */
export function startExample(
  name: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Example {
  const program = startProgram(join(examplesFolder, name), words, { environment });
  const address = async (): Promise<string> =>
    /(http\S+)$/.exec(await program.line(/^Within a minute/))?.[1] ?? '';
  return {
    ...program,
    address,
    pageToDecideOn: async (browser) => (await browser.open(await address())).url,
  };
}

/** Whether something listens there yet. */
export const isAnswered = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
