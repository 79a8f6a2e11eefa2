/** A command was used wrongly: nothing was done. */
export class WrongUse extends Error {}

/** By our own judgement, or by that of `parseArgs`. */
export function isWrongUse(error: unknown): boolean {
  return (
    error instanceof WrongUse ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  );
}
