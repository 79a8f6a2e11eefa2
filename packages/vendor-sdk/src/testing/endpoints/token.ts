// Tokens for a code, a refresh token or a receipt: RFC 6749, RFC 7523, each bound to the proof's key (RFC 9449).

import { CIBA_GRANT_TYPE, differenceOf, RECEIPT_TYP, sha256 } from '@parley/protocol';
import { jwtVerify } from 'jose';
import { JWT_BEARER } from '../../client-document.ts';
import { giveConsent } from '../answer-request.ts';
import { oauthAnswer, oauthError } from '../answers.ts';
import { checkClientAssertion } from '../checks/client-assertion.ts';
import { checkProof } from '../checks/dpop-proof.ts';
import { letTimePass } from '../end-consent.ts';
import { endOf, type FakeConsent, type FakeVersion, latestVersion, standing } from '../fake-consent.ts';
import { signToken, verificationKey } from '../fake-keys.ts';
import { currentReceipt, SUBJECT } from '../fake-receipt.ts';
import type { FakeState } from '../fake-state.ts';
import { AUTH_REQ_ID } from './backchannel.ts';
import type { Endpoint } from './endpoint.ts';

export const TOKEN_LIFE_SECONDS = 300;

interface Granted {
  readonly consent: FakeConsent;
  /** With the code only. */
  readonly refreshToken?: string | undefined;
  /** By the receipt of an older version, which opens nothing. */
  readonly olderVersion?: FakeVersion | undefined;
}

export const token: Endpoint = async (request, state) => {
  const form = new URLSearchParams(await request.text());
  await checkClientAssertion(form, state);
  const jkt = await checkProof(request, state, 'invalid_grant');
  const { consent, refreshToken, olderVersion } = await redeem(form, jkt, state);
  letTimePass(consent, state);
  if (consent.status !== 'given' || olderVersion !== undefined)
    throw oauthError('invalid_grant', { extra: standingWith(consent, olderVersion) });
  const body = {
    ...(await tokenOf(consent, jkt, state)),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
  };
  return oauthAnswer((await state.lies.token?.(body)) ?? body);
};

function standingWith(consent: FakeConsent, older: FakeVersion | undefined): object {
  const { version, details } = latestVersion(consent);
  const changes = older && differenceOf(older.details, details);
  return { ...standing(consent), consent_version: version, ...(changes && { changes }) };
}

async function redeem(form: URLSearchParams, jkt: string, state: FakeState): Promise<Granted> {
  const named = (name: string): string => form.get(name) ?? '';
  const found = async (): Promise<Granted | undefined> => {
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return redeemCode(form, jkt, state);
      case 'refresh_token':
        return held(state.consents.find((each) => each.refreshToken === named('refresh_token')));
      case CIBA_GRANT_TYPE:
        return decided(named('auth_req_id'), state);
      case JWT_BEARER:
        return grantOfReceipt(named('assertion'), state);
      default:
        throw oauthError('unsupported_grant_type');
    }
  };
  const granted = await found();
  if (granted === undefined) throw oauthError('invalid_grant');
  return granted;
}

const held = (consent: FakeConsent | undefined): Granted | undefined => consent && { consent };

/** What the owner has decided meanwhile. */
function decided(authReqId: string, state: FakeState): Granted | undefined {
  const { waiting } = state;
  const asked = waiting.asked.at(-1);
  if (authReqId !== AUTH_REQ_ID || asked === undefined || waiting.says === 'used') return undefined;
  if (waiting.says !== 'given') throw oauthError(waiting.says);
  waiting.says = 'used';
  state.seen.set(asked.request, 'given');
  const consent = giveConsent(asked, state, waiting.kept);
  consent.status = waiting.standsAs;
  return { consent, refreshToken: consent.refreshToken };
}

async function redeemCode(
  form: URLSearchParams,
  jkt: string,
  state: FakeState,
): Promise<Granted | undefined> {
  const code = form.get('code') ?? '';
  const issued = state.codes.get(code);
  if (issued === undefined) return undefined;
  const { consent, pushed, expiresAt } = issued;
  const isMine =
    pushed.redirectUri === form.get('redirect_uri') &&
    pushed.codeChallenge === (await sha256(form.get('code_verifier') ?? '')) &&
    pushed.jkt === jkt;
  if (!isMine || expiresAt <= state.now()) return undefined;
  state.codes.delete(code);
  return { consent, refreshToken: consent.refreshToken };
}

/** A receipt in the hands of the vendor that it was issued for. */
async function grantOfReceipt(receipt: string, state: FakeState): Promise<Granted | undefined> {
  const options = { typ: RECEIPT_TYP, issuer: state.origin, audience: state.client.client_id };
  const verified = await jwtVerify(receipt, await verificationKey('record'), options).catch(() => undefined);
  const { consent_id: id, consent_version: version }: Record<string, unknown> = verified?.payload ?? {};
  const consent = state.consents.find((each) => each.id === id);
  const olderVersion = consent?.versions.slice(0, -1).find((each) => each.version === version);
  return consent && { consent, olderVersion };
}

async function tokenOf(
  consent: FakeConsent,
  jkt: string,
  state: FakeState,
): Promise<Record<string, unknown>> {
  const issued = latestVersion(consent);
  const receipt = await currentReceipt(consent, state);
  const iat = Math.floor(state.now().getTime() / 1000);
  const expiresIn = Math.min(TOKEN_LIFE_SECONDS, Math.floor(endOf(issued).getTime() / 1000) - iat);
  const claims = {
    iss: state.origin,
    sub: SUBJECT,
    aud: state.resource,
    client_id: state.client.client_id,
    iat,
    exp: iat + expiresIn,
    jti: crypto.randomUUID(),
    cnf: { jkt },
    authorization_details: issued.details,
    consent_id: consent.id,
    consent_version: issued.version,
    receipt_sha256: await sha256(receipt),
  };
  return {
    access_token: await signToken(claims),
    token_type: 'DPoP',
    expires_in: expiresIn,
    scope: 'read',
    authorization_details: issued.details,
    consent_id: consent.id,
    consent_version: issued.version,
    receipt,
  };
}
