const NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Whether parsed JSON has a member that names a prototype, at any depth. Nothing honest has one; some code that takes objects apart
 * would follow it, so such input is refused whole.
 */
export function namesPrototype(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, member]) => NAMES.has(name) || namesPrototype(member));
}
