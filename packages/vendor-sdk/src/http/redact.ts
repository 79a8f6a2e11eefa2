/** Takes credentials out of texts that leave the SDK in errors. In: anything caught. Out: an error without secrets. */

/** A signed token; or an opaque one, a code, a verifier, a key: 40 characters of base64url and more. */
const CREDENTIALS = /eyJ[\w-]+(?:\.[\w-]*)+|[\w-]{40,}/g;
const MAX_TEXT = 300;
const MAX_DEPTH = 4;

/** One line of text without credentials; `secrets` go even where they are short. */
export function redact(text: string, secrets: readonly string[] = []): string {
  const withoutKnown = secrets
    .filter((secret) => secret !== '')
    .reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
  return withoutKnown.replace(CREDENTIALS, '[redacted]');
}

/** A word from the other side, fit for a message: redacted, on one line, short. */
export function redactForeign(text: string, secrets: readonly string[] = []): string {
  return redact(text, secrets)
    .replace(/[^\x20-\x7e]+/g, ' ')
    .slice(0, MAX_TEXT);
}

/**
 * A copy of a caught error that keeps name, code, message, stack and causes, and nothing else: libraries hang
 * requests, answers and parameters on their errors.
 */
export function redactError(fault: unknown, secrets: readonly string[] = [], depth = 0): Error | undefined {
  if (!(fault instanceof Error) || depth > MAX_DEPTH) return undefined;
  const cause = redactError(fault.cause, secrets, depth + 1);
  // A parser's message quotes what it could not parse: tokens, and what owners have written.
  const message = fault.name === 'SyntaxError' ? 'unexpected syntax' : redact(fault.message, secrets);
  const copy = new Error(message, cause === undefined ? undefined : { cause });
  copy.name = fault.name;
  if (fault.stack !== undefined) copy.stack = redact(fault.stack.replaceAll(fault.message, message), secrets);
  const code = 'code' in fault ? fault.code : undefined;
  return typeof code === 'string' ? Object.assign(copy, { code: redact(code, secrets) }) : copy;
}
