/** What a spreadsheet would take for a formula at the beginning of a cell, also in the wide letters of East Asia. */
const BEGINS_A_FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * A table as RFC 4180 has it, with a byte order mark by which spreadsheets know its letters. What could be taken for a formula has an apostrophe before it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`;

function cellOf(text: string): string {
  const plain = BEGINS_A_FORMULA.test(text.trimStart()) || BEGINS_A_FORMULA.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}
