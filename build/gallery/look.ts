// Looks at one picture: what the page itself finds wrong with its layout, and axe's rules.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

export interface Rules {
  /** Least side of what is touched, in CSS pixels; 0 for windows with a mouse. */
  readonly leastTouch: number;
  /** Also asks axe, which takes longer than all the rest. */
  readonly withAxe: boolean;
  /** True where text was made so large that the page may be longer than the screen. */
  readonly mayScroll: boolean;
}

/** All faults of what the page shows now. */
export async function faultsOf(page: Page, rules: Rules): Promise<string[]> {
  const layout = await page.evaluate((given) => (globalThis as unknown as { gallery: { faults(rules: Rules): string[] } }).gallery.faults(given), rules);
  if (!rules.withAxe) return layout;
  // Whoever asks for high contrast gets 7:1, which is the rule of AAA; the rest of AAA is not asked for.
  const hasContrast = await page.evaluate(() => document.documentElement.dataset['contrast'] === 'high');
  const builder = new AxeBuilder({ page });
  const { violations } = await (hasContrast ? builder.options({ rules: { 'color-contrast-enhanced': { enabled: true } } }) : builder)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const axe = violations.map(({ id, help, nodes }) => `axe ${id}: ${help} – ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | ')}`);
  return [...layout, ...axe];
}
