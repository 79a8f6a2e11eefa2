import { html, type Markup } from './html.ts';

/** What somebody reads who comes to the gateway's address by hand. It knows nobody, and has nothing to sign in to. */
export function homePage(options: { gatewayWebId: string; dashboard: string | undefined }): Markup {
  return html`
<p>This is a consent gateway. People keep their preferences and issues in their own Solid pod; companies ask here to see some of it,
and see exactly what was approved, for the stated purpose, until it ends.</p>
<h2>If you are a person</h2>
${options.dashboard === undefined ? '' : html`<p><a href="${options.dashboard}/">Your dashboard</a>: what waits for you, who may read what, and who has read it.</p>`}
<p>Companies send you here to decide. You can stop a company at any time, at once: with your app, or by deleting its record below
<code>parley/consents/</code> in your pod with any Solid app.</p>
<p class="soft">In your pod this gateway is <code>${options.gatewayWebId}</code>. It can read and add there, never change or delete.</p>
<h2>If you are a company's engineer</h2>
<dl>
<dt>Interface</dt><dd><a href="/openapi.json">OpenAPI 3.1</a></dd>
<dt>Authorization server</dt><dd><a href="/.well-known/oauth-authorization-server">metadata</a></dd>
<dt>Protected resource</dt><dd><a href="/.well-known/oauth-protected-resource/v1">metadata</a></dd>
<dt>Keys that sign receipts</dt><dd><a href="/.well-known/parley/record-keys">JWK Set</a></dd>
</dl>`;
}
