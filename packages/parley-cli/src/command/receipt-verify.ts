import { parseArgs } from 'node:util';
import { type ReceiptVerdict, verifyReceipt } from '@parley/protocol';
import { readReceipt } from '../files/read-receipt.ts';
import { placeInWords } from '../files/signed-text.ts';
import { checksOf, keyOptions, signerProblems } from '../keys/key-options.ts';
import { verdictLine } from '../words/verdict-line.ts';
import type { Outcome } from './outcome.ts';
import { WrongUse } from './wrong-use.ts';

/** `parley receipt verify FILE`. @throws {WrongUse} */
export async function receiptVerify(words: string[]): Promise<Outcome> {
  const { values, positionals } = parseArgs({ args: words, options: keyOptions, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new WrongUse('receipt verify needs one FILE.');
  const text = await readReceipt(file);
  const verdict = await verifyReceipt(text.jws, await checksOf(values));
  const where = placeInWords(text);
  const problems = [...signerProblems(values), ...verdict.problems.map((problem) => ({ ...problem, where }))];
  return {
    isVerified: problems.length === 0,
    problems,
    lines: [verdictLine(file, problems), ...factLines(verdict)],
    facts: { file, requestSignature: verdict.requestSignature, claims: verdict.claims ?? null },
  };
}

const REQUEST_WORDS = {
  good: 'the vendor signed the request in it',
  bad: 'the vendor did NOT sign the request in it',
  not_checked: "the vendor's signature on the request in it was not checked (--vendor-keys)",
} as const;

function factLines({ claims, requestSignature }: ReceiptVerdict): string[] {
  if (claims === undefined) return [];
  return [
    `  signed by ${claims.iss} on ${new Date(claims.iat * 1000).toISOString()}`,
    `  for ${claims.aud}`,
    `  ${claims.consent_id}, version ${claims.consent_version}, until ${claims.until}`,
    `  ${REQUEST_WORDS[requestSignature]}`,
    '  whether the consent still lives, a receipt cannot say: ask its gateway, or look into the pod',
  ];
}
