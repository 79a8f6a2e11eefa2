// npm run docs:screenshots: a picture of each page of the dashboard, in docs/dashboard/, on the demo's servers with the demo's people.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repositoryFolder } from './install.mjs';
import { DARK, pages, type ShownPage } from './screenshots/pages.ts';
import { picturesPage } from './screenshots/pictures-page.ts';
import { assertAllShown } from './screenshots/routes.ts';
import { type ScreenshotStage, setStage } from './screenshots/stage.ts';
import { assertPinnedNode } from './support/pinned-node.ts';

const folder = join(repositoryFolder, 'docs/dashboard');
const WIDE = { width: 1_200, height: 800 };
const NARROW = { width: 360, height: 720 };

assertPinnedNode();
const say = (text: string): void => void process.stdout.write(`${text}\n`);
/** All of them, or those that are named. */
const only = process.argv.slice(2);
await assertAllShown(pages);
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'README.md'), picturesPage(pages, `${DARK}-dark`));
const stage = await setStage(say);
try {
  await stage.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  for (const shown of pages) {
    if (only.length > 0 && !only.includes(shown.name)) continue;
    await shoot(stage, shown);
    say(`${shown.name}: ${shown.shows}`);
  }
} finally {
  await stage.stop();
}

async function shoot({ page, ...others }: ScreenshotStage, { name, route, path }: ShownPage): Promise<void> {
  await open(page, path?.({ page, ...others }) ?? route);
  await picture(page, name, WIDE);
  await picture(page, `${name}-narrow`, NARROW);
  if (name !== DARK) return;
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, `${name}-dark`, WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** As a click on a link does it: the page is not loaded again. */
async function open(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), path);
  await page.locator('main h1').waitFor();
  // Until nothing is waited for any more.
  await page.getByText('One moment').first().waitFor({ state: 'detached' });
}

async function picture(page: Page, name: string, viewport: typeof WIDE): Promise<void> {
  await page.setViewportSize(viewport);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
