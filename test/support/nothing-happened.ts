import { inspect } from 'node:util';
import { expect } from 'vitest';
import type { TestGateway } from './test-gateway.ts';

/** What an attack would have to make: it may be gone by itself, so what counts is what is new. */
const MADE = `SELECT model || ' ' || id AS made FROM oidc_item
    WHERE model IN ('AuthorizationCode', 'RefreshToken', 'PushedAuthorizationRequest')
  UNION ALL SELECT 'entry ' || encode(proof, 'hex') FROM journal WHERE body::jsonb ->> 'outcome' <> 'refused'`;

/** What it would have to change. What a gateway keeps of a refusal itself is not in here. */
const STANDING = `SELECT
  (SELECT jsonb_agg(jsonb_build_array(id, status, version, until, receipt_sha256, details) ORDER BY id) FROM consent) AS consents,
  (SELECT jsonb_agg(jsonb_build_array(request_id, status, owner_id, consent_id) ORDER BY request_id) FROM access_request) AS requests,
  (SELECT jsonb_agg(jsonb_build_array(owner_id, container_hash, disconnected_at) ORDER BY owner_id) FROM owner) AS owners,
  (SELECT jsonb_agg(jsonb_build_array(vendor_id, held_at, metadata) ORDER BY vendor_id) FROM vendor) AS vendors`;

/**
 * Carries out an attack and sees that nothing else came of it: no code or token, no disclosure and no act in the ledger, no request or
 * consent that is new or another one. Use it around the attack alone: whatever the attack needs is prepared before.
 */
export async function nothingHappened<T>(
  gateway: Pick<TestGateway, 'query'>,
  attack: () => Promise<T>,
): Promise<T> {
  const look = async () => ({
    made: (await gateway.query<{ made: string }>(MADE)).map(({ made }) => made),
    standing: await gateway.query(STANDING),
  });
  const before = await look();
  const result = await attack();
  const after = await look();
  expect(after.made.filter((each) => !before.made.includes(each))).toEqual([]);
  expect(after.standing).toEqual(before.standing);
  expect(inspect(result, { depth: 8 })).not.toContain('access_token');
  return result;
}
