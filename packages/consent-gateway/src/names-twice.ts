/** Each text of a JSON document in its order, and whether it is the name of a member. */
const TEXTS = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/**
 * Whether somewhere in a JSON text an object has one name twice. `value`: what it was parsed to. A parser keeps the last of them, another
 * reader of the same signed text may keep the first: such a text says two things. Without recursion, like `namesPrototype`.
 */
export function namesTwice(text: string, value: unknown): boolean {
  const written = [...text.matchAll(TEXTS)].filter(([, colon]) => colon !== undefined).length;
  let kept = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    const members = Object.values(next);
    if (!Array.isArray(next)) kept += members.length;
    waiting.push(...members);
  }
  return written !== kept;
}
