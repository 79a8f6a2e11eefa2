import { readSettings } from '@parley/consent-gateway';
import { revokeConsent } from '@parley/consent-gateway/testing';
import { type AuthorizationDetails, receiptClaimsSchema } from '@parley/protocol';
import { decodeJwt } from 'jose';
import { inDays } from './requests.ts';
import type { TestGateway } from './test-gateway.ts';
import type { TestOwner } from './test-owner.ts';
import { renew, type WireConsent } from './wire-flow.ts';

type Way = (consent: WireConsent, world: { gateway: TestGateway; owner: TestOwner }) => Promise<unknown>;

const detailsOf = ({ receipt }: WireConsent): AuthorizationDetails =>
  receiptClaimsSchema.parse(decodeJwt(receipt)).authorization_details;

/** Only the titles of issues are left. */
const narrow: Way = (consent, { owner }) =>
  owner.app.narrow(
    consent.consentId,
    detailsOf(consent).map((entry) => ({
      ...entry,
      datatypes: ['issues'],
      fields: { issues: { required: ['title'], optional: [] } },
      filter: {},
    })),
  );

/** A token of the version that is in force. */
async function withNewToken(consent: WireConsent): Promise<void> {
  const { body, text } = await renew(consent.wire, { refreshToken: consent.refreshToken });
  if (typeof body['access_token'] !== 'string') throw new Error(`No new token: ${text}`);
  Object.assign(consent, { accessToken: body['access_token'] });
}

const sql =
  (statement: string): Way =>
  ({ consentId }, { gateway }) =>
    gateway.query(statement, [consentId]);

/** How a consent gets into each state of the table. */
export const WAYS_TO: Readonly<Record<string, Way>> = {
  given: async () => undefined,
  held: async () => undefined,
  spent: ({ wire, accessToken }) =>
    wire.read('/v1/issues', { accessToken, purpose: 'https://w3id.org/dpv#CustomerCare' }),
  'one purpose over': sql(
    "UPDATE consent_entry SET until = now() - interval '1 second' WHERE consent_id = $1 AND purpose LIKE '%DirectMarketing'",
  ),
  async narrowed(consent, world) {
    await narrow(consent, world);
    await withNewToken(consent);
  },
  'narrowed, by the old token': narrow,
  async extended(consent, { owner }) {
    await owner.app.extend(consent.consentId, inDays(200));
    await withNewToken(consent);
  },
  paused: ({ consentId }, { owner }) => owner.app.pause(consentId),
  async resumed({ consentId }, { owner }) {
    await owner.app.pause(consentId);
    await owner.app.resume(consentId);
  },
  async 'pause over'({ consentId }, { owner, gateway }) {
    await owner.app.pause(consentId, inDays(1));
    await gateway.query("UPDATE consent SET resume_at = now() - interval '1 second' WHERE id = $1", [
      consentId,
    ]);
  },
  withdrawn: ({ consentId }, { owner }) => owner.app.withdraw(consentId),
  relinquished: ({ wire, accessToken }) => wire.read('/v1/consent', { accessToken, method: 'DELETE' }),
  revoked: ({ consentId }, { gateway }) =>
    revokeConsent(
      { consentId, reason: 'the table says so' },
      { settings: readSettings(gateway.environment), databaseUrl: gateway.databaseUrl },
    ),
  expired: sql("UPDATE consent SET until = now() - interval '1 second' WHERE id = $1"),
  'deleted in the pod': ({ consentId }, { owner }) =>
    owner.fetch(`${owner.container}consents/${consentId}.ttl`, { method: 'DELETE' }),
};
