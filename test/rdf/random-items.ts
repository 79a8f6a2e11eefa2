import type { ApprovedItem, CategoryField, DataCategory } from '@parley/protocol';
import fc from 'fast-check';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '". <#a> <#b> "c',
    '"""',
    '\\',
    '\\u0041',
    '\n\r\t',
    'a\u0000b',
    '😀',
    '@en',
    '<urn:parley:x>',
  ),
);
const id = fc.stringMatching(/^item_[\w-]{22}$/);
const instant = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const message = fc.record({
  id,
  content: text,
  createdAt: instant,
  from: fc.constantFrom('owner', 'vendor'),
});

const attachment = fc.record(
  {
    id,
    mediaType: fc.constantFrom('image/jpeg', 'text/plain'),
    size: fc.integer({ min: 1, max: 10_000 }),
    name: text,
    createdAt: instant,
  },
  { requiredKeys: ['id', 'mediaType', 'size'] },
);

function fieldValue({ kind, values = {} }: CategoryField): fc.Arbitrary<unknown> {
  switch (kind) {
    case 'text':
      return text;
    case 'instant':
      return instant;
    case 'token':
      return fc.constantFrom(...Object.keys(values));
    case 'value':
      return fc.oneof(text, fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    case 'attachments':
      return fc.uniqueArray(attachment, { minLength: 1, maxLength: 3, selector: (each) => each.id });
    case 'messages':
      return fc.uniqueArray(message, { minLength: 1, maxLength: 4, selector: (each) => each.id });
  }
}

/** Pages of a category's items as they travel: any of its fields, whatever was approved or asked for. */
export function randomItems(category: DataCategory): fc.Arbitrary<ApprovedItem[]> {
  const fields = Object.entries(category.fields).map(([name, field]) => [name, fieldValue(field)]);
  const model: Record<string, fc.Arbitrary<unknown>> = { id, ...Object.fromEntries(fields) };
  const item = fc.record(model, { requiredKeys: ['id'] });
  return fc
    .uniqueArray(item, { maxLength: 5, selector: (each) => each['id'] })
    .map((items) => JSON.parse(JSON.stringify(items)) as ApprovedItem[]);
}
