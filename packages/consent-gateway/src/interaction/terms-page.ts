import type { TermsView } from '@parley/protocol';
import type { AccessRequest } from '../access-request/access-request.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { breachList } from './breach-list.ts';
import { html, type Markup } from './html.ts';

export interface TermsPage {
  readonly request: AccessRequest;
  readonly vendor: Vendor;
  readonly terms: TermsView;
  readonly csrf: string;
  readonly ticket: string;
}

const NOT_APPLIED: Readonly<Record<string, string>> = {
  malformed: 'Your standing terms cannot be understood, so nobody has compared them with this.',
  unreadable: 'Your standing terms cannot be read just now, so nobody has compared them with this.',
};

/** After the sign-in it is known whose terms count: what was decided beyond them is said, and decided once more. Nothing is blocked. */
export function termsPage({ request, vendor, terms, csrf, ticket }: TermsPage): Markup {
  const { breaches, withinTerms, termsStatus } = terms;
  const canNarrow = withinTerms !== null && withinTerms.length > 0;
  return html`
${
  breaches === null
    ? html`<p class="warn" role="alert">${NOT_APPLIED[termsStatus] ?? ''}</p>`
    : breachList('What you are about to share goes beyond your own terms:', breaches)
}
<form method="post" action="/interaction/${request.interactionUid ?? ''}/continue">
<input type="hidden" name="csrf" value="${csrf}">
<input type="hidden" name="ticket" value="${ticket}">
<div class="actions">
${canNarrow ? html`<button name="decision" value="within">Share only what my terms allow</button>` : ''}
<button name="decision" value="give" class="second">Share it all the same</button>
<button name="decision" value="refuse" class="second">Share nothing</button>
</div>
</form>
<p class="soft">Nothing is shared yet. If you share nothing, ${vendor.name} only learns that you declined.</p>`;
}
