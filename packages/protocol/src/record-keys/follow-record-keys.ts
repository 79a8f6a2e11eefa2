import { readCompactJws } from '../compact-jws.ts';
import { RECORD_KEY_TYP, recordKeyClaimsSchema } from './record-key-claims.ts';
import { type PublicJwk, signedBy } from './signed-by.ts';

/** More rotations than any gateway makes: whoever fills a pod with statements gains nothing. */
const MAX_STATEMENTS = 1_000;

/**
 * The keys that are trusted, and those that follow from them: each introduced in a statement that a key before it has signed. What does not
 * hang on a trusted key is left out, whatever it says of itself. Only forwards: a key says nothing of those before it.
 *
 * @param statements the signed texts of `ledger/keys/` in a pod, in any order
 * @example signedBy(await followRecordKeys(statements, recordKeys.keys))
 */
export async function followRecordKeys(
  statements: readonly string[],
  trusted: readonly PublicJwk[],
): Promise<readonly PublicJwk[]> {
  const known = [...trusted];
  let waiting = statements.slice(0, MAX_STATEMENTS);
  for (;;) {
    const strangers: string[] = [];
    for (const text of waiting) {
      const claims = recordKeyClaimsSchema.safeParse(await signedBy(known)(text, RECORD_KEY_TYP));
      if (claims.success) known.push(claims.data.jwk);
      else strangers.push(text);
    }
    if (strangers.length === waiting.length) return known;
    waiting = strangers;
  }
}

/** The keys that introduce themselves: where a history begins. Anybody can make one, so what follows from it is not shown to be anybody's. */
export async function firstRecordKeys(statements: readonly string[]): Promise<readonly PublicJwk[]> {
  const firsts = await Promise.all(
    statements.slice(0, MAX_STATEMENTS).map(async (text) => {
      const stated = recordKeyClaimsSchema.safeParse(readCompactJws(text)?.payload);
      if (!stated.success || stated.data.previous !== null) return [];
      const { jwk } = stated.data;
      return (await signedBy([jwk])(text, RECORD_KEY_TYP)) === undefined ? [] : [jwk];
    }),
  );
  return firsts.flat();
}
