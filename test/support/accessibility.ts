import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Each scheme at each width. All rules once for each of both; for the other two views, what colours and room decide. */
const VIEWS = [
  { colorScheme: 'light', width: 1_200 },
  { colorScheme: 'dark', width: 1_200, rules: ['color-contrast', 'target-size', 'link-in-text-block'] },
  { colorScheme: 'dark', width: 360 },
  { colorScheme: 'light', width: 360, rules: ['color-contrast', 'target-size', 'link-in-text-block'] },
] as const;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page as it stands, in light and dark, wide and narrow; and whether it has to be scrolled sideways. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const view of VIEWS) {
    const { colorScheme, width } = view;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 800 });
    const where = `${colorScheme}, ${width} px`;
    const axe = new AxeBuilder({ page });
    const { violations } = await ('rules' in view
      ? axe.withRules([...view.rules])
      : axe.withTags(TAGS)
    ).analyze();
    for (const { id, nodes } of violations)
      faults.push(...nodes.map((node) => `${where}: ${id}: ${node.html} ${node.failureSummary ?? ''}`));
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    if (Number(overflow) > 0) faults.push(`${where}: ${overflow} px wider than the window`);
  }
  return faults;
}
