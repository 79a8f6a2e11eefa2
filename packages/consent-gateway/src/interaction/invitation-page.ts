import { html, type Markup } from './html.ts';

/** What a person reads who opens an invitation. The same for whatever code: here nobody is told whose it is, or whether it is still good. */
export const INVITATION_TITLE = 'An invitation for one company';

export function invitationPage(): Markup {
  return html`
<p>Somebody made this link for one company, so that it can ask them once, by itself, to see some of their data.
They decide in their own app. Nothing is shared by this page, and opening it does nothing.</p>
<h2>If you made it</h2>
<p>Give the whole link to the company it is for. Whether it was used, and how to take it back, is in your app.</p>
<h2>If you got it for your company</h2>
<p>Hand it to whoever runs your access requests: it is the <code>login_hint</code> of one backchannel request (CIBA) to this gateway.</p>
<p class="soft"><a href="/">What this gateway is</a></p>`;
}
