import { parseArgs } from 'node:util';
import { type ReceiptClaims, type ReceiptVerdict, verifyReceipt } from '@parley/protocol';
import { type ReceiptFile, readReceipt } from '../files/read-receipt.ts';
import { placeInWords } from '../files/signed-text.ts';
import { checksOf, keyOptions, signerProblems } from '../keys/key-options.ts';
import { newerInLedger } from '../ledger/newer-in-ledger.ts';
import { verdictLine } from '../words/verdict-line.ts';
import type { FoundProblem, Outcome } from './outcome.ts';
import { WrongUse } from './wrong-use.ts';

/** `parley receipt verify FILE`. @throws {WrongUse} */
export async function receiptVerify(words: string[]): Promise<Outcome> {
  const options = { ...keyOptions, ledger: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new WrongUse('receipt verify needs one FILE.');
  const text = await readReceipt(file);
  const checks = await checksOf(values);
  const verdict = await verifyReceipt(text.jws, checks);
  const where = placeInWords(text);
  const { claims } = verdict;
  const problems: FoundProblem[] = [
    ...signerProblems(values),
    ...verdict.problems.map((problem) => ({ ...problem, where })),
    ...(claims === undefined ? [] : besideProblems(claims, text)),
    ...(claims === undefined || values.ledger === undefined
      ? []
      : await newerInLedger(claims, { ledger: values.ledger, checks, where })),
  ];
  return {
    isVerified: problems.length === 0,
    problems,
    lines: [verdictLine(file, problems), ...factLines(verdict)],
    facts: { file, requestSignature: verdict.requestSignature, claims: verdict.claims ?? null },
  };
}

/** Who looks only at what stands beside the receipt must not be told another consent or version. */
function besideProblems(claims: ReceiptClaims, { stated, file }: ReceiptFile): FoundProblem[] {
  const signed = { gateway: claims.iss, consentId: claims.consent_id, version: claims.consent_version };
  const also = { consent_id: claims.consent_id, consent_version: claims.consent_version };
  return Object.entries({ ...signed, ...also }).flatMap(([name, value]) =>
    Object.hasOwn(stated, name) && stated[name] !== value
      ? [{ code: 'beside_differs', where: file, detail: `'${name}' beside the receipt is not ${value}` }]
      : [],
  );
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
