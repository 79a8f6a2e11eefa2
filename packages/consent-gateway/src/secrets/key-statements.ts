import { signKeyStatement } from './key-statement.ts';
import type { Secrets } from './secrets.ts';

/** The signed text that introduces a record key. */
export interface KeyStatement {
  readonly kid: string;
  readonly jws: string;
}

/**
 * The statements of all record keys, newest first. The file has them from the first rotation on; before that, the one key there is
 * introduces itself here.
 */
export function createKeyStatements(options: {
  secrets: Secrets;
  gateway: string;
  now: () => Date;
}): () => Promise<readonly KeyStatement[]> {
  const { secrets, gateway, now } = options;
  const made = new Map<string, Promise<string>>();
  const introduce = (kid: string): Promise<string> | undefined => {
    const key = secrets.signingKeys('record').find((each) => each.kid === kid);
    if (!made.has(kid) && key !== undefined)
      made.set(kid, signKeyStatement(key.privateJwk, { signer: key.privateJwk, gateway, now: now() }));
    return made.get(kid);
  };
  return async () => {
    const found = secrets.publishedKeys('record').map(async ({ kid, statement }) => {
      const jws = statement ?? (await introduce(kid));
      return jws === undefined ? [] : [{ kid, jws }];
    });
    return (await Promise.all(found)).flat();
  };
}
