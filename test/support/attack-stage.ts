import { inject } from 'vitest';
import { careRequest } from './requests.ts';
import { startTestGateway, type TestGateway } from './test-gateway.ts';
import { createTestOwner, type TestOwner } from './test-owner.ts';
import { startTestVendor, type TestVendor } from './test-vendor.ts';
import { createWireVendor, type WireAnswer, type WireVendor } from './wire-vendor.ts';

/** Whom attacks need: a gateway, a vendor, another vendor, an owner whose pod is connected. */
export interface AttackStage {
  readonly gateway: TestGateway;
  readonly acme: TestVendor;
  readonly globex: TestVendor;
  readonly alice: TestOwner;
  /** Acme and Globex on the wire; the gateway knows both. */
  readonly wire: WireVendor;
  readonly theirs: WireVendor;
  /** One entry of authorization details as the wire wants it. */
  entry(parts?: object): object;
  /** What a consent on the wire is made of. */
  way(): { gateway: TestGateway; vendor: TestVendor; owner: TestOwner; details: object[] };
  stop(): Promise<void>;
}

/** `localOrigins`: further ones that the gateway may reach. */
export async function startAttackStage(
  options: { localOrigins?: readonly string[] } = {},
): Promise<AttackStage> {
  const cssUrl = inject('cssUrl');
  const [acme, globex] = [await startTestVendor(), await startTestVendor({ name: 'Globex' })];
  const gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, globex.origin, ...(options.localOrigins ?? [])],
  });
  const alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  const wire = await createWireVendor(acme, gateway.origin);
  const theirs = await createWireVendor(globex, gateway.origin);
  // Both documents are read, both vendors have learnt the nonce: nothing of that is left for an attack to bring about.
  for (const each of [wire, theirs]) await each.token({ grant_type: 'refresh_token', refresh_token: 'none' });
  return {
    gateway,
    acme,
    globex,
    alice,
    wire,
    theirs,
    entry: (parts = {}) => ({
      type: 'urn:parley:data-access',
      locations: [`${gateway.origin}/v1`],
      ...careRequest(),
      ...parts,
    }),
    way: () => ({ gateway, vendor: acme, owner: alice, details: [careRequest()] }),
    async stop() {
      await alice.close();
      for (const vendor of [acme, globex]) vendor.stop();
      await gateway.stop();
    },
  };
}

/** What a refusal of an OAuth endpoint looks like. */
export const refusedAs = (error: string, status = 400) => ({ status, body: { error } });

export const tokensIn = (answers: readonly WireAnswer[]): number =>
  answers.filter(({ body }) => 'access_token' in body).length;
