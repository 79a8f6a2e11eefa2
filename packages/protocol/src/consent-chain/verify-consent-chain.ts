import { readCompactJws } from '../compact-jws.ts';
import { CONSENT_EVENT_TYP, type ConsentEventClaims, consentEventClaimsSchema } from '../consent-receipt.ts';
import { sha256 } from '../digest.ts';
import { type VerifyReceiptOptions, verifyReceipt } from '../receipt/verify-receipt.ts';
import type { ChainProblem, ChainStatement, ConsentChainVerdict } from './chain-verdict.ts';
import {
  type ConsentState,
  followEvent,
  followVersion,
  type ReportChainProblem,
} from './follow-statement.ts';

/** As for one receipt: each version in the chain is one. */
export type VerifyConsentChainOptions = VerifyReceiptOptions;

/**
 * Checks a consent from the signed texts of its file in the pod, in the order of the file: each signature and receipt; that each
 * statement names the one before; that versions rise by one and only narrow or extend; that each event is allowed in the state before
 * it; and that nothing follows an end. What is missing at the end it cannot see: the ledger has an entry for each act.
 *
 * @example (await verifyConsentChain(texts, { verifySignature })).status // 'given'
 */
export async function verifyConsentChain(
  texts: readonly string[],
  options: VerifyConsentChainOptions,
): Promise<ConsentChainVerdict> {
  let state: ConsentState = {
    isVersionSure: true,
    isStatusSure: true,
    head: null,
    present: undefined,
    status: undefined,
  };
  const statements: ChainStatement[] = [];
  const problems: ChainProblem[] = [];
  for (const [index, text] of texts.entries()) {
    const position = index + 1;
    const report: ReportChainProblem = (code, detail) => problems.push({ code, position, detail });
    const statement = await readStatement(text, position, options, report);
    if (statement === undefined) {
      state = { ...state, isVersionSure: false, isStatusSure: false, head: undefined };
    } else {
      statements.push(statement);
      const next =
        statement.kind === 'version'
          ? followVersion(state, statement.claims, report)
          : followEvent(state, statement.claims, report);
      state = { ...next, head: await sha256(text) };
    }
  }
  if (texts.length === 0)
    problems.push({ code: 'chain_empty', position: 0, detail: 'there is no signed statement' });
  const { present, status, head } = state;
  return { present, status, head: head ?? undefined, statements, problems };
}

async function readStatement(
  text: string,
  position: number,
  options: VerifyConsentChainOptions,
  report: ReportChainProblem,
): Promise<ChainStatement | undefined> {
  if (readCompactJws(text)?.header['typ'] === CONSENT_EVENT_TYP) {
    const claims = await readEvent(text, options, report);
    return claims && { kind: 'event', position, claims };
  }
  const { claims, problems } = await verifyReceipt(text, options);
  for (const { code, detail } of problems) report(code, detail);
  return claims && { kind: 'version', position, claims };
}

async function readEvent(
  text: string,
  options: VerifyConsentChainOptions,
  report: ReportChainProblem,
): Promise<ConsentEventClaims | undefined> {
  const payload = await options.verifySignature(text, CONSENT_EVENT_TYP).catch(() => undefined);
  const claims = consentEventClaimsSchema.safeParse(payload);
  if (payload === undefined)
    report('signature_invalid', 'its signature is not that of the gateway over this content');
  else if (!claims.success) report('event_malformed', 'its signature is right but it is not an event');
  return claims.data;
}
