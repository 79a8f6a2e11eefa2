import { parseArgs } from 'node:util';
import {
  type ConsentChainVerdict,
  hasEnded,
  RECEIPT_TYP,
  readCompactJws,
  sha256,
  type VerifyReceiptOptions,
  verifyConsentChain,
  verifyReceipt,
} from '@parley/protocol';
import { type ConsentFile, readConsent } from '../files/read-consent.ts';
import { placeInWords, type SignedText } from '../files/signed-text.ts';
import { checksOf, keyOptions, namesKeys, signerProblems } from '../keys/key-options.ts';
import { describeConsent } from '../words/describe-consent.ts';
import { verdictLine } from '../words/verdict-line.ts';
import type { FoundProblem, Outcome } from './outcome.ts';
import { WrongUse } from './wrong-use.ts';

/** `parley consent show FILE`. Without `--keys` it shows what the file says, and that nobody has verified it. @throws {WrongUse} */
export async function consentShow(words: string[]): Promise<Outcome> {
  const { values, positionals } = parseArgs({ args: words, options: keyOptions, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new WrongUse('consent show needs one FILE.');
  const isChecked = namesKeys(values);
  const checks = isChecked ? await checksOf(values) : unchecked;
  const consent = await readConsent(file);
  const texts = consent.texts.map(({ jws }) => jws);
  const verdict = await (consent.isFromPod ? verifyConsentChain : verifyTexts)(texts, checks);
  const problems = [
    ...(isChecked ? [] : [notChecked(file)]),
    ...signerProblems(values),
    ...problemsOf(file, consent, verdict),
    ...saysEndedProblem(file, consent, verdict),
  ];
  return {
    isVerified: problems.length === 0,
    problems,
    lines: [...describeConsent(verdict), verdictLine(file, problems)],
    facts: {
      file,
      status: verdict.status ?? null,
      saysEnded: consent.saysEnded,
      head: verdict.head ?? null,
      statements: verdict.statements,
    },
  };
}

/** One receipt stands for itself, whatever its version; texts of a pod's file have to follow each other. */
async function verifyTexts(
  texts: readonly string[],
  checks: VerifyReceiptOptions,
): Promise<ConsentChainVerdict> {
  const [text = '', ...more] = texts;
  const version = readCompactJws(text)?.payload['consent_version'];
  const isLaterReceipt = more.length === 0 && isReceipt(text) && version !== 1;
  if (!isLaterReceipt) return verifyConsentChain(texts, checks);
  const { claims, problems } = await verifyReceipt(text, checks);
  return {
    present: claims,
    status: claims && 'given',
    head: claims && (await sha256(text)),
    statements: claims === undefined ? [] : [{ kind: 'version', position: 1, claims }],
    problems: problems.map((problem) => ({ ...problem, position: 1 })),
  };
}

const isReceipt = (text: string): boolean => readCompactJws(text)?.header['typ'] === RECEIPT_TYP;

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
