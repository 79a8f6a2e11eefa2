const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A header or payload as the JSON object it is; `undefined` for anything else. Nothing in it is believed yet. */
export function jsonPart(compact: string, part: 0 | 1): Record<string, unknown> | undefined {
  try {
    // Stryker disable next-line StringLiteral: a part that is missing is no JSON, whatever stands for it.
    const bytes = Buffer.from(compact.split('.')[part] ?? '', 'base64url');
    const value: unknown = JSON.parse(utf8.decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
