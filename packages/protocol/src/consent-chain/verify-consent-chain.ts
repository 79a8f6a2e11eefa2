import type { z } from 'zod';
import { readCompactJws } from '../compact-jws.ts';
import { CONSENT_EVENT_TYP, consentEventClaimsSchema } from '../consent-receipt.ts';
import { sha256 } from '../digest.ts';
import { type VerifyReceiptOptions, verifyReceipt } from '../receipt/verify-receipt.ts';
import { REPORT_RECEIVED_TYP, reportReceivedClaimsSchema } from '../vendor-api/deletion-report.ts';
import type { ChainProblem, ChainProblemCode, ChainStatement, ConsentChainVerdict } from './chain-verdict.ts';
import { followReport } from './follow-report.ts';
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
 * it; and that nothing but the vendor's deletion reports follows an end. What is missing at the end it cannot see: the ledger has an entry for each act.
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
    signedVersion: 0,
    standing: undefined,
    overtakable: undefined,
  };
  const statements: ChainStatement[] = [];
  const problems: ChainProblem[] = [];
  for (const [index, text] of texts.entries()) {
    const position = index + 1;
    const report: ReportChainProblem = (code, detail) => problems.push({ code, position, detail });
    const statement = await readStatement(text, position, options, report);
    if (statement === undefined) {
      state = {
        ...state,
        isVersionSure: false,
        isStatusSure: false,
        head: undefined,
        overtakable: undefined,
      };
    } else {
      const head = await sha256(text);
      if (statement.kind === 'report') {
        const said = await followReport(state, statement.claims, {
          verifyReport: options.verifyRequest,
          report,
        });
        statements.push({ ...statement, report: said });
        state = { ...state, head };
      } else {
        statements.push(statement);
        const next =
          statement.kind === 'version'
            ? followVersion(state, { claims: statement.claims, sha256: head }, report)
            : followEvent(state, statement.claims, report);
        state = { ...next, head };
      }
    }
  }
  if (texts.length === 0)
    problems.push({ code: 'chain_empty', position: 0, detail: 'there is no signed statement' });
  const { standing, head } = state;
  return {
    present: standing?.present,
    status: standing?.status,
    head: head ?? undefined,
    statements,
    problems,
  };
}

async function readStatement(
  text: string,
  position: number,
  options: VerifyConsentChainOptions,
  report: ReportChainProblem,
): Promise<ChainStatement | undefined> {
  const typ = readCompactJws(text)?.header['typ'];
  if (typ === CONSENT_EVENT_TYP) {
    const claims = await readAs(text, EVENT, options, report);
    return claims && { kind: 'event', position, claims };
  }
  if (typ === REPORT_RECEIVED_TYP) {
    const claims = await readAs(text, REPORT, options, report);
    return claims && { kind: 'report', position, claims, report: undefined };
  }
  const { claims, problems } = await verifyReceipt(text, options);
  for (const { code, detail } of problems) report(code, detail);
  return claims && { kind: 'version', position, claims };
}

const EVENT = { typ: CONSENT_EVENT_TYP, schema: consentEventClaimsSchema, code: 'event_malformed' } as const;
const REPORT = {
  typ: REPORT_RECEIVED_TYP,
  schema: reportReceivedClaimsSchema,
  code: 'report_malformed',
} as const;

async function readAs<T>(
  text: string,
  kind: { readonly typ: string; readonly schema: z.ZodType<T>; readonly code: ChainProblemCode },
  options: VerifyConsentChainOptions,
  report: ReportChainProblem,
): Promise<T | undefined> {
  const payload = await options.verifySignature(text, kind.typ).catch(() => undefined);
  const claims = kind.schema.safeParse(payload);
  if (payload === undefined)
    report('signature_invalid', 'its signature is not that of the gateway over this content');
  else if (!claims.success) report(kind.code, 'its signature is right but it is not what it says it is');
  return claims.data;
}
