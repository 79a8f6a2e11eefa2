import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Consent } from '../index.ts';
import { CLIENT_ID, CONSENT_ID, GATEWAY, problem } from '../test-support/connect.ts';
import { given } from '../test-support/given-consent.ts';

describe('a deletion report', () => {
  const what = ['issues', 'preferences', 'contact'].map((category) => ({
    category,
    outcome: 'deleted' as const,
  }));

  it("is signed by the vendor, and the gateway's signed word for it is checked", async () => {
    const { gateway, state, clock, consent } = await given();
    gateway.owner.withdraw();
    const deletedAt = new Date(clock.now.getTime() - 1000);
    const { deletions } = await consent.status();
    const receipt = await consent.reportDeletion({ deletions, what, deletedAt });
    const report = state.consents[0]?.reports[0]?.report ?? '';
    expect(decodeProtectedHeader(report)).toMatchObject({ typ: 'parley-deletion-report+jwt', alg: 'ES256' });
    expect(decodeJwt(report)).toMatchObject({
      iss: CLIENT_ID,
      aud: GATEWAY,
      consent_id: CONSENT_ID,
      deleted_at: deletedAt.toISOString(),
      lost_until: deletions[0]?.lostAt,
      what,
    });
    expect(decodeJwt(receipt.acknowledgement)).toMatchObject({ iss: GATEWAY, report });
    expect((await consent.status()).deletionReport).toMatchObject({ state: 'answered', count: 1 });
  });

  it('is the same one where it is sent again', async () => {
    const { gateway, state, consent } = await given();
    gateway.owner.withdraw();
    const { deletions } = await consent.status();
    gateway.answerNext('/v1/consents', () => problem(503, 'temporarily_unavailable'));
    await consent.reportDeletion({ deletions, what });
    expect(gateway.requests.filter((request) => request.startsWith('POST'))).toHaveLength(3);
    expect(state.consents[0]?.reports).toHaveLength(1);
  });

  it('is refused where nothing is due', async () => {
    const { consent } = await given();
    const report = consent.reportDeletion({ deletions: [], what });
    await expect(report).rejects.toMatchObject({ code: 'deletion_not_due' });
  });

  it.each<[string, Parameters<Consent['reportDeletion']>[0]]>([
    ['about nothing', { deletions: [], what: [] }],
    ['with a category twice', { deletions: [], what: [...what, ...what] }],
    ['for a loss at no time', { deletions: [{ lostAt: 'the end' }], what }],
    ['that does not say for what', { what } as never],
    ['of an impossible day', { deletions: [], what, deletedAt: new Date(Number.NaN) }],
  ])('is not sent %s', async (_case, report) => {
    const { gateway, consent } = await given();
    await expect(consent.reportDeletion(report)).rejects.toMatchObject({ code: 'invalid_options' });
    expect(gateway.requests).toEqual([]);
  });

  it.each([
    ['another report', { report: 'another' }],
    ['another issuer', { iss: 'https://other.example' }],
  ])('is not taken for done by the word for %s', async (_case, change) => {
    const { gateway, state, consent } = await given();
    gateway.owner.withdraw();
    const { deletions } = await consent.status();
    state.lies.acknowledgement = (claims) => Object.assign(claims, change);
    await expect(consent.reportDeletion({ deletions, what })).rejects.toMatchObject({
      code: 'invalid_response',
    });
  });
});
