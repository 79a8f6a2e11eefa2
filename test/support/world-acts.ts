import { readSettings } from '@parley/consent-gateway';
import { revokeConsent } from '@parley/consent-gateway/testing';
import type { AuthorizationDetails } from '@parley/protocol';
import { inDays } from './requests.ts';
import type { TestGateway } from './test-gateway.ts';
import type { TestOwner } from './test-owner.ts';
import type { WireConsent } from './wire-flow.ts';
import { afterAct, type WorldAct, type WorldConsent } from './world-model.ts';

interface InWorld {
  readonly act: WorldAct;
  readonly before: WorldConsent;
  readonly gateway: TestGateway;
  readonly owner: TestOwner;
}

/** Carries an act out as whoever does it would; whether it was taken. */
export async function actInWorld(
  consent: WireConsent,
  { act, before, gateway, owner }: InWorld,
): Promise<boolean> {
  const { consentId } = consent;
  // 202: it counts, and the pod is told later.
  const byOwner = async (name: string, body: object) =>
    [200, 202].includes((await owner.app.act(`/consents/${consentId}/${name}`, body)).status);
  const byClock = async (column: 'until' | 'resume_at') => {
    const rows = await gateway.query(
      `UPDATE consent SET ${column} = now() - interval '1 ms'
       WHERE id = $1 AND status IN ('given', 'paused') AND ${column} > now() RETURNING id`,
      [consentId],
    );
    return rows.length === 1;
  };
  switch (act) {
    case 'narrow': {
      const view = (await owner.app.consents()).find((each) => each.consentId === consentId);
      return byOwner('narrow', { details: onlyTitles(view?.details ?? []) });
    }
    case 'extend':
      return byOwner('extend', { until: `${inDays(200).slice(0, 10)}T00:00:00Z` });
    case 'pause for a day':
      return byOwner('pause', { resumeAt: inDays(1) });
    case 'relinquish':
      // A token that is known no more is revoked in the same words.
      return (
        (await consent.wire.revoke(consent.refreshToken)).status === 200 &&
        afterAct(before, act) !== undefined
      );
    case 'revoke':
      return revokeConsent(
        { consentId, reason: 'chance says so' },
        { settings: readSettings(gateway.environment), databaseUrl: gateway.databaseUrl },
      ).then(
        () => true,
        () => false,
      );
    case 'let it end':
      return byClock('until');
    case 'let a day pass':
      return byClock('resume_at');
    default:
      return byOwner(act, {});
  }
}

const onlyTitles = (details: AuthorizationDetails): AuthorizationDetails =>
  details
    .filter(({ fields }) => fields['issues']?.required.includes('title'))
    .map((entry) => ({
      ...entry,
      datatypes: ['issues'],
      fields: { issues: { required: ['title'], optional: [] } },
      filter: entry.filter['issues'] === undefined ? {} : { issues: entry.filter['issues'] },
    }));
