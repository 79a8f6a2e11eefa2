/** The command was used wrongly, or was given something that it cannot read: nothing was checked. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** Whether the words of the command line do not fit, by our own judgement or by that of `parseArgs`. */
export function isWrongUse(error: unknown): error is Error {
  if (error instanceof WrongUse) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
