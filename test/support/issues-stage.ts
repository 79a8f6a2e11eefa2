import { listItems, readItem } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import type { AccessRequestEntry, Consent } from '@parley/vendor-sdk';
import { type DashboardStage, signIn, startDashboardStage, type WatchedPage } from './dashboard-stage.ts';
import { listOf } from './list-of.ts';
import { CUSTOMER_CARE } from './requests.ts';
import { addIssue, categoryOf, knowVendor } from './seed-pod.ts';
import type { TestOwner } from './test-owner.ts';
import { startTestVendor, type TestVendor } from './test-vendor.ts';
import { must } from './wire-asking.ts';

const category = categoryOf('issues');

/** A person who looks at her issues, and a company that she knows as `acme`, with a consent. */
export interface IssuesStage extends Pick<DashboardStage, 'openPage' | 'createOwner'> {
  readonly acme: TestVendor;
  readonly alice: TestOwner;
  readonly consent: Consent;
  /** Signed in as Alice, at her issues. */
  readonly page: WatchedPage;
  /** The issue as it is in the pod, by its title. */
  titled(title: string): Promise<DataItem>;
  /** What the company reads of the first issue that it sees. */
  readByAcme(): ReturnType<Consent['issues']['get']>;
  stop(): Promise<void>;
}

/** `titles`: of the issues that are there for the company from the beginning. */
export async function startIssuesStage(
  asked: AccessRequestEntry,
  { titles = [] }: { readonly titles?: readonly string[] } = {},
): Promise<IssuesStage> {
  const acme = await startTestVendor();
  const stage = await startDashboardStage({ localOrigins: [acme.origin] });
  const alice = await stage.createOwner();
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  for (const title of titles) await addIssue(alice.pod, 'acme', { title });
  const consent = await acme.obtain({
    gateway: stage.gateway.origin,
    details: [asked],
    owner: alice.app,
  });
  const page = await stage.openPage();
  await signIn(page, alice, '/my-data/issues');
  return {
    acme,
    alice,
    consent,
    page,
    openPage: stage.openPage,
    createOwner: stage.createOwner,
    async titled(title) {
      const listed = await listOf(listItems(alice.pod, { category }));
      const { id } = must(listed.find(({ fields }) => fields['title'] === title));
      return readItem(alice.pod, { category, id });
    },
    async readByAcme() {
      const [listed] = await listOf(consent.issues.list({ purpose: CUSTOMER_CARE }));
      return consent.issues.get(must(listed).id, { purpose: CUSTOMER_CARE });
    },
    async stop() {
      await stage.stop();
      acme.stop();
    },
  };
}
