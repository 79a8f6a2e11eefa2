import { type CategoryField, categories, type DataCategory } from '@parley/protocol';

/** What can be asked for and read, from the declarations. `made` names them. */
export function categoriesPage(made: string): string {
  return `${made}

# Data categories

What a vendor can ask for and read: each category has its fields, its filters and a document in the owner's pod. Fields marked *item*
come with \`GET /v1/{category}/{id}\` alone. A field that an item does not have is not there. How to add one:
[adding-a-category.md](adding-a-category.md).

${[...categories.values()].map(categorySection).join('\n')}`;
}

function categorySection(category: DataCategory): string {
  const { name, label, document, itemDocument, rdfClass, fields, filters } = category;
  const places = itemDocument === undefined ? `\`${document}\`` : `\`${document}\` and \`${itemDocument}\``;
  return `## ${name}

${label}: \`GET /v1/${name}\`${itemDocument === undefined ? '' : `, \`GET /v1/${name}/{id}\``}. In the pod: ${places}, each item a
<${rdfClass}>.

| Field | Values | What it is | In the pod |
|---|---|---|---|
${Object.entries(fields).map(fieldRow).join('\n')}

| Filter | Values | What it does |
|---|---|---|
${Object.entries(filters)
  .map(
    ([filter, { label: words, kind, field }]) =>
      `| \`${filter}\` | ${kind === 'audience' ? '`requester` (default), `anyone`' : `a list of values of \`${field}\``} | ${words} |`,
  )
  .join('\n')}
`;
}

function fieldRow([name, field]: readonly [string, CategoryField]): string {
  const marks = [field.required === true ? 'every item has it' : '', field.place === 'item' ? '*item*' : ''];
  const words = [field.label, ...marks.filter((mark) => mark !== '')].join('; ');
  return `| \`${name}\` | ${valuesOf(field)} | ${words} | <${field.predicate}> |`;
}

function valuesOf({ kind, values }: CategoryField): string {
  if (values !== undefined)
    return Object.keys(values)
      .map((word) => `\`${word}\``)
      .join(', ');
  return {
    text: 'text',
    token: 'text',
    instant: 'instant (RFC 3339)',
    attachments: 'list of files: `id`, `mediaType`, `size` in bytes, `name`, `createdAt`',
    value: 'text, number or boolean',
    messages: 'list of messages: `id`, `content`, `createdAt`, `from` (`owner` or `vendor`)',
  }[kind];
}
