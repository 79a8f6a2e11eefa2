import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { type DashboardStage, signIn, startDashboardStage } from '../support/dashboard-stage.ts';
import type { TestOwner } from '../support/test-owner.ts';

let stage: DashboardStage;
let alice: TestOwner;

beforeAll(async () => {
  stage = await startDashboardStage();
  alice = await stage.createOwner();
});

afterAll(() => stage?.stop());

describe('signing in', () => {
  it('goes by the own provider to the start page, survives a reload, and ends with signing out', async () => {
    const page = await stage.openPage();
    await signIn(page, alice);
    await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
    await page.getByText('Nothing waits for you.').waitFor();

    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
    await page.getByText('Nothing waits for you.').waitFor();

    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByText(alice.webId).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page
      .getByRole('button', { name: `Sign in at ${new URL(stage.cssUrl).host}` })
      .first()
      .waitFor();
    expect(page.faults).toEqual([]);
  });

  it('is usable by everybody, light and dark, on a telephone and on a desk', async () => {
    const page = await stage.openPage();
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await signIn(page, alice);
    await page.getByText('Nothing waits for you.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(page.faults).toEqual([]);
  });
});
