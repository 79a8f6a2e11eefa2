// The page on which a request is decided, as the tests of pages meet it.

import type { AccessRequestEntry, GatewayClient } from '@parley/vendor-sdk';
import type { Locator, Page } from 'playwright-core';
import type { TestVendor } from './test-vendor.ts';

/** Comes from the company's page, as a person who is signed in here does. */
export async function arrive(
  page: Page,
  way: { vendor: TestVendor; gateway: string; details: readonly AccessRequestEntry[] },
): Promise<{ client: GatewayClient; handle: Parameters<GatewayClient['exchange']>[0]['handle'] }> {
  const client = way.vendor.at(way.gateway);
  const asked = await client.ask({ details: way.details, redirectUri: way.vendor.redirectUri });
  await page.goto(asked.url);
  await page.getByRole('heading', { level: 2, name: 'Your decision' }).waitFor();
  return { client, handle: asked.handle };
}

/** What is shown of a category: of each item the values by the words for their fields. */
export async function shownIn(page: Page, category: string): Promise<Record<string, string>[]> {
  const items = page.getByRole('region', { name: category, exact: true }).locator('li');
  const all: Record<string, string>[] = [];
  for (const item of await items.all()) {
    const [names, values] = [await textsOf(item.locator('dt')), await textsOf(item.locator('dd'))];
    all.push(Object.fromEntries(names.map((name, at) => [name, values[at] ?? ''])));
  }
  return all;
}

const textsOf = async (places: Locator): Promise<string[]> =>
  (await places.allTextContents()).map((text) => text.trim());

/** Goes on with the tabulator until this has the focus. */
export async function tabTo(page: Page, place: Locator): Promise<void> {
  for (let steps = 0; steps < 200; steps += 1) {
    if ((await place.and(page.locator(':focus')).count()) === 1) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not get there');
}
