import { describe, expect, it } from 'vitest';
import { CONSENT_ID, GATEWAY } from '../test-support/connect.ts';
import { deleteByOf, given, pass } from '../test-support/given-consent.ts';
import { endConsent } from '../testing/end-consent.ts';

const KEY = { gateway: GATEWAY, consentId: CONSENT_ID };

describe('a consent that is given back', () => {
  it('ends, and the store keeps its receipt, marked', async () => {
    const connected = await given();
    const { gateway, store, consent } = connected;
    const ended = { status: 'relinquished', deleteBy: deleteByOf(connected) };
    expect(await consent.relinquish()).toEqual(ended);
    expect(gateway.requests).toEqual(['DELETE /v1/consent']);
    expect(consent.ended).toEqual(ended);
    expect(await store.find(KEY)).toMatchObject({ receipt: consent.receipt, ended });
  });

  it('is given back once, also where the answer was lost or it is done twice', async () => {
    const connected = await given();
    const { gateway, state, clock, consent } = connected;
    const ended = { status: 'relinquished', deleteBy: deleteByOf(connected) };
    gateway.answerNext('/v1/consent', () => {
      const [held] = state.consents;
      if (held !== undefined)
        endConsent(held, { status: 'relinquished', endReason: 'vendor', at: clock.now }, state);
      throw new TypeError('connection reset');
    });
    expect(await consent.relinquish()).toEqual(ended);
    expect(await consent.relinquish()).toEqual(ended);
  });

  it('is given back while it is paused: with the token that is left, or with the refresh token', async () => {
    const paused = await given({ offlineAccess: true });
    paused.gateway.owner.pause();
    pass(paused);
    expect(await paused.consent.relinquish()).toMatchObject({ status: 'relinquished' });
    expect(paused.gateway.requests).toContain('POST /token/revocation');
    const other = await given();
    other.gateway.owner.pause();
    expect(await other.consent.relinquish()).toMatchObject({ status: 'relinquished' });
  });

  it('is not, while it is paused and neither is left', async () => {
    const connected = await given();
    connected.gateway.owner.pause();
    pass(connected);
    await expect(connected.consent.relinquish()).rejects.toMatchObject({ code: 'consent_paused' });
  });

  it('is not, where the owner was first', async () => {
    const connected = await given();
    connected.gateway.owner.withdraw();
    pass(connected);
    await expect(connected.consent.relinquish()).rejects.toMatchObject({ code: 'consent_withdrawn' });
  });
});
