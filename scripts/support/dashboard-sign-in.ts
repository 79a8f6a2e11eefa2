// A person at the dashboard's page of sign-in and at the pages of the Community Solid Server, in a real browser.

import type { Page } from 'playwright-core';
import type { CssAccount } from './css-account.ts';

/** Signs somebody in, and ends on the page that was wanted. */
export async function signIn(
  page: Page,
  owner: Pick<CssAccount, 'email' | 'password' | 'webId'>,
  path = '/',
): Promise<void> {
  await page.goto(path);
  await page.getByLabel('Your WebID or your provider').fill(owner.webId);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await passProvider(page, owner);
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}

/** The pages of the Community Solid Server, up to the way back. */
export async function passProvider(page: Page, owner: Pick<CssAccount, 'email' | 'password'>): Promise<void> {
  await page.locator('input[name=email]').fill(owner.email);
  await page.locator('input[name=password]').fill(owner.password);
  await page.getByRole('button', { name: /log in/i }).click();
  await page.getByRole('button', { name: 'Authorize' }).click();
}
