import { categories } from '@parley/protocol';
import type { Kept } from '@parley/vendor-sdk/testing';
import { WrongUse } from '../../command/wrong-use.ts';

/** `issues.title preferences.topic,preferences.statement` as what is kept. @throws {WrongUse} */
export function keptFields(words: readonly string[]): Kept {
  const fields: Record<string, string[]> = {};
  for (const word of words.flatMap((each) => each.split(','))) {
    const [category = '', field = '', ...more] = word.split('.');
    const known = categories.get(category);
    if (known === undefined || !Object.hasOwn(known.fields, field) || more.length > 0)
      throw new WrongUse(`'${word}' is no field: write a category and a field, such as issues.title.`);
    fields[category] = [...(fields[category] ?? []), field];
  }
  return { fields };
}
