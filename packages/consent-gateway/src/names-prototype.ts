const NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Whether parsed JSON has a member that names a prototype, at any depth. Nothing honest has one; some code that takes objects apart
 * would follow it, so such input is refused whole. Without recursion: what comes from outside may be deeper than the stack.
 */
export function namesPrototype(value: unknown): boolean {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    for (const [name, member] of Object.entries(next)) {
      if (NAMES.has(name)) return true;
      waiting.push(member);
    }
  }
  return false;
}
