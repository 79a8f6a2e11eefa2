import { parseArgs } from 'node:util';
import {
  type ConsentChainVerdict,
  hasEnded,
  readCompactJws,
  type VerifyReceiptOptions,
  verifyConsentChain,
} from '@parley/protocol';
import { type ConsentFile, readConsent } from '../files/read-consent.ts';
import { placeInWords, type SignedText } from '../files/signed-text.ts';
import { checksOf, keyOptions } from '../keys/key-options.ts';
import { describeConsent } from '../words/describe-consent.ts';
import type { FoundProblem, Outcome } from './outcome.ts';
import { WrongUse } from './wrong-use.ts';

/** `parley consent show FILE`. Without `--keys` it shows what the file says, and that nobody has verified it. @throws {WrongUse} */
export async function consentShow(words: string[]): Promise<Outcome> {
  const { values, positionals } = parseArgs({ args: words, options: keyOptions, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new WrongUse('consent show needs one FILE.');
  const isChecked = values.keys !== undefined;
  const checks = isChecked ? await checksOf(values) : unchecked;
  const consent = await readConsent(file);
  const verdict = await verifyConsentChain(
    consent.texts.map(({ jws }) => jws),
    checks,
  );
  const problems = [
    ...(isChecked ? [] : [notChecked(file)]),
    ...problemsOf(file, consent, verdict),
    ...saysEndedProblem(file, consent, verdict),
  ];
  return {
    isVerified: problems.length === 0,
    problems,
    lines: [
      ...describeConsent(verdict),
      problems.length === 0 ? `Verified: ${file}` : `NOT VERIFIED: ${file}`,
    ],
    facts: {
      file,
      status: verdict.status ?? null,
      saysEnded: consent.saysEnded,
      head: verdict.head ?? null,
      statements: verdict.statements,
    },
  };
}

/** Takes every text at its word. */
const unchecked: VerifyReceiptOptions = {
  async verifySignature(text, typ) {
    const jws = readCompactJws(text);
    return jws?.header['typ'] === typ ? jws.payload : undefined;
  },
};

const notChecked = (file: string): FoundProblem => ({
  code: 'not_checked',
  where: file,
  detail: "no signature was checked: name the gateway's record keys with --keys",
});

function problemsOf(file: string, consent: ConsentFile, verdict: ConsentChainVerdict): FoundProblem[] {
  return verdict.problems.map(({ code, detail, position }) => ({
    code,
    detail: code === 'chain_empty' && consent.fault !== undefined ? consent.fault : detail,
    where: placeOf(consent.texts[position - 1], position, file),
  }));
}

const placeOf = (text: SignedText | undefined, position: number, file: string): string =>
  text === undefined ? file : `statement ${position} (${placeInWords(text)})`;

/** From the pod a consent can be ended by a plain statement; the gateway's own signed one follows it. */
function saysEndedProblem(
  file: string,
  { saysEnded }: ConsentFile,
  { status }: ConsentChainVerdict,
): FoundProblem[] {
  if (!saysEnded || (status !== undefined && hasEnded(status))) return [];
  const detail =
    'somebody wrote here, unsigned, that it was withdrawn or revoked: its gateway takes that for an end';
  return [{ code: 'ended_unsigned', where: file, detail }];
}
