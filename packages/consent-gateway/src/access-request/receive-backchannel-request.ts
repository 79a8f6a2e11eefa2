import { type AuthorizationDetails, newId } from '@parley/protocol';
import type { BackchannelRequestStore } from './backchannel-request.ts';
import { readLoginHint } from './login-hint.ts';

export interface BackchannelAsked {
  readonly authReqId: string;
  readonly vendor: { readonly clientId: string; readonly clientUri?: string | undefined };
  readonly loginHint: string;
  readonly bindingMessage: string;
  readonly details: AuthorizationDetails;
  readonly requestJws: string;
}

/** A vendor has asked without a browser. Nothing of what comes of it is said, not even whether anybody was asked. */
export async function receiveBackchannelRequest(
  asked: BackchannelAsked,
  options: { store: Pick<BackchannelRequestStore, 'receive'>; hintKey: Buffer; gateway: string },
): Promise<void> {
  const { vendor, loginHint, ...rest } = asked;
  await options.store.receive({
    ...rest,
    ...readLoginHint(loginHint, { key: options.hintKey, gateway: options.gateway }),
    requestId: newId('request'),
    vendorId: vendor.clientId,
    vendorHost: hostOf(vendor.clientId) ?? hostOf(vendor.clientUri),
  });
}

/** A client id that is an address counts before the site, which then only the operator has entered. */
function hostOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).host : undefined;
}
