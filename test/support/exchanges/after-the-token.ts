import { sha256 } from '@parley/protocol';
import { createBrowser } from '../../../scripts/support/browser.ts';
import { sendReport, signReport } from '../deletion-report.ts';
import { onTheWire } from '../wire-asking.ts';
import type { Scene } from './exchange-page.ts';

const STANDING = /^\/v1\/consents\/[\w-]+$/;

/** What a narrowing took away, asked without a token. */
export async function askWhatChanged({ page, vendor }: Scene, consentId: string): Promise<void> {
  await vendor.call(`/v1/consents/${consentId}?since_version=1`);
  page.section(
    'Ask where a consent stands',
    'With a client assertion, without any token: what became different since the version whose receipt the vendor has, and what may no longer be kept.',
    page.last('GET', STANDING, 200),
  );
}

/** After the end: what is due, the signed report, its acknowledgement. */
export async function reportDeletion(
  { page, gateway, acme, vendor }: Scene,
  consentId: string,
): Promise<void> {
  await vendor.call(`/v1/consents/${consentId}`);
  const due = page.last('GET', STANDING, 200);
  const report = await signReport(vendor, {
    gateway: gateway.origin,
    vendorId: acme.clientId,
    consentId,
    what: [{ category: 'issues', outcome: 'deleted' }],
  });
  const { body } = await sendReport(vendor, consentId, report);
  page.section(
    'Report what was deleted',
    'After the end, for two years:',
    due,
    'The report, signed by the vendor:\n',
    page.signed(report),
    page.last('POST', /\/deletion-report$/, 201),
    'The acknowledgement, with the report inside:\n',
    page.signed(String(body['acknowledgement'])),
  );
}

/** A request that a browser has brought is taken back. */
export async function cancelRequest(scene: Scene, details: object[]): Promise<void> {
  const { page, wire, gateway, acme, vendor } = scene;
  const pushed = await vendor.push({ details: onTheWire(gateway, details) });
  const query = new URLSearchParams({
    client_id: acme.clientId,
    request_uri: String(pushed.body['request_uri']),
  });
  await createBrowser().open(`${gateway.origin}/auth?${query}`);
  const request = new URLSearchParams(wire.last('POST', /^\/request$/, 201).body).get('request') ?? '';
  await vendor.call(`/v1/requests/${await sha256(request)}/cancel`, { method: 'POST' });
  page.section(
    'Take a request back',
    'By the digest of the signed request, while nobody has decided.',
    page.last('POST', /\/cancel$/, 200),
  );
}
