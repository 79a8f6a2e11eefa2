import type { Locator } from 'playwright-core';
import type { WatchedPage } from './dashboard-stage.ts';

/** What a person does on a page, by the words that stand there. */
export interface PageActs {
  /** The button with exactly these words. */
  press(name: string): Promise<void>;
  inDialog(name: string): Locator;
  link(name: string | RegExp): Locator;
  /** The page's own. */
  heading(name: string): Locator;
  /** Without a reload, which would ask the provider again. */
  goTo(path: string): Promise<unknown>;
}

/** For tests that keep one page through all of a file: it is looked up at each act. */
export const pageActs = (page: () => WatchedPage): PageActs => ({
  press: (name) => page().getByRole('button', { name, exact: true }).click(),
  inDialog: (name) => page().getByRole('dialog').getByRole('button', { name, exact: true }),
  link: (name) => page().getByRole('link', { name }),
  heading: (name) => page().getByRole('heading', { level: 1, name }),
  goTo: (path) => page().evaluate(`history.pushState(null, '', '${path}')`),
});
