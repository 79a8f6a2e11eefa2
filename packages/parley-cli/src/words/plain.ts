/**
 * A line for a terminal: what others wrote into a file cannot begin another line, move the cursor, hide itself or turn the direction
 * of writing.
 */
export function plain(line: string): string {
  return line.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
}
