// Text that a person wrote, as a CRM may have it: words, and nothing that is read as more than words.

// Controls but line ends and tabs, halves of characters, direction overrides, embeddings and isolates.
const REARRANGING = /(?![\n\t])\p{Cc}|[\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** What CRMs, their mail templates and their exports read as markup, taken apart. */
const INERT: readonly (readonly [RegExp, string])[] = [
  // HTML: what begins a tag or an entity.
  [/<(?=[a-z/!?])/giu, '‹'],
  [/&(?=#|[a-z]+;)/giu, '& '],
  // Merge fields and placeholders: {{name}}, {% if %}, {!Contact.Name}, ${name}.
  [/\{(?=[{%!#])/gu, '{ '],
  [/\$(?=\{)/gu, '$ '],
  // Markdown: links and images that load.
  [/\](?=[([])/gu, '] '],
];

/** Spreadsheets take a cell that begins like this for a formula; a telephone number may. */
const FORMULA = /^(?=\t|(?!\+?[\d\s().\-/]+$)[=+\-@])/u;

const ELLIPSIS = '…';

/**
 * Plain text of at most `max` characters: what is longer is cut and ends in `…`. HTML tags, placeholders, links of Markdown and formulas are
 * taken apart so that they show and do nothing.
 */
export function inertText(text: string, max: number): string {
  const plain = text.replaceAll(/\r\n?/g, '\n').replaceAll(REARRANGING, '');
  const harmless = INERT.reduce((before, [sign, instead]) => before.replaceAll(sign, instead), plain);
  return cut(harmless.replace(FORMULA, "'"), max);
}

function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  // Not in the middle of a character of two halves.
  return text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '') + ELLIPSIS;
}
