import {
  breachesOfNamedAgreement,
  type Categories,
  type DataAccess,
  type DataCategory,
  durationWords,
  PURPOSES,
  categories as published,
} from '@parley/protocol';
import type { AccessRequest } from '../access-request/access-request.ts';
import { furtherActions } from '../consent/consent-text.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { breachList } from './breach-list.ts';
import { html, type Markup } from './html.ts';

export interface RequestPage {
  readonly request: AccessRequest;
  readonly vendor: Vendor;
  readonly csrf: string;
  /** Where the words come from. Default: the published categories. */
  readonly categories?: Categories;
  /** Said above the form, after a try that did not work. */
  readonly problem?: string;
  readonly webId?: string;
}

/** Who asks, why, what exactly, for how long: and what the gateway enforces told apart from what the company only promises. */
export function requestPage(page: RequestPage): Markup {
  const { request, vendor, categories = published } = page;
  const host = hostOf(vendor.vendorId);
  return html`
${page.problem === undefined ? '' : html`<p class="warn" role="alert">${page.problem}</p>`}
<p><strong>${vendor.name}</strong> asks to see some of your data.</p>
<dl>
<dt>Who says so</dt><dd>${vendor.knownBy === 'operator' ? html`the operator of this gateway knows it` : html`it is who runs <strong>${host ?? ''}</strong>: nobody else has checked its name`}</dd>
</dl>
${breachList('It asks for more than the agreement allows that it says it accepts:', namedBreaches(request.details))}
<form method="post" action="/interaction/${request.interactionUid ?? ''}/decision">
<input type="hidden" name="csrf" value="${page.csrf}">
${request.details.map((entry, at) => entryFields(entry, at, categories))}
<label class="field" for="until">End it earlier (optional)</label>
<input type="date" id="until" name="until" min="${dayAfter(new Date())}" max="${latestEnd(request.details)}">
<label class="field" for="webid">Your WebID</label>
<input type="url" id="webid" name="webid" value="${page.webId ?? ''}" placeholder="https://you.example/profile/card#me" autocomplete="url" maxlength="500">
<p class="soft">You will sign in at your own provider, which confirms your decision. This gateway never gets your password, nor a key to your pod.</p>
<div class="actions">
<button name="decision" value="give">Share what is ticked</button>
<button name="decision" value="refuse" class="second">Share nothing</button>
</div>
</form>
<p class="soft">If you share nothing, ${vendor.name} only learns that you declined. You can stop any time, at once.</p>`;
}

/** Before anybody has signed in: whose standing terms would count is not known, and a typed WebID must not show them. */
const namedBreaches = (details: readonly DataAccess[]) =>
  details.flatMap((entry) => breachesOfNamedAgreement(entry) ?? []);

function entryFields(entry: DataAccess, at: number, categories: Categories): Markup {
  const { access, retention, recipients } = entry;
  return html`
<fieldset>
<legend>For: ${PURPOSES[entry.purpose] ?? entry.purpose}</legend>
${entry.datatypes.map((name) => categoryFields(entry, { name, at, category: categories.get(name) }))}
<h2>What this gateway enforces</h2>
<dl>
${furtherActions(entry).map((words) => html`<dt>It may also</dt><dd>${words}</dd>`)}
<dt>Until</dt><dd>${dayWords(access.until)}</dd>
${access.lookback === undefined ? '' : html`<dt>Nothing older than</dt><dd>${durationWords(access.lookback)} before it asked</dd>`}
${access.maxReadsPerDay === undefined ? '' : html`<dt>At most</dt><dd>${access.maxReadsPerDay} looks a day</dd>`}
${Object.entries(entry.filter).flatMap(([name, filters]) => filterRows(filters, { name, category: categories.get(name) }))}
</dl>
<h2>What the company promises</h2>
<dl>
<dt>Keeps it for</dt><dd>${durationWords(retention.duration)}, in ${retention.location}; then it ${END_WORDS[retention.onEnd]}</dd>
<dt>Passes it to</dt><dd>${recipients.length === 0 ? 'nobody' : listed(recipients)}</dd>
${entry.terms === undefined ? '' : html`<dt>Under the terms</dt><dd>${entry.terms}</dd>`}
${entry.benefit === undefined ? '' : html`<dt>You get</dt><dd>${entry.benefit}</dd>`}
</dl>
</fieldset>`;
}

/** A category by its name, and its words where it has any. */
interface Named {
  readonly name: string;
  readonly category: DataCategory | undefined;
}

function categoryFields(entry: DataAccess, { name, at, category }: Named & { at: number }): Markup {
  const lists = entry.fields[name] ?? { required: [], optional: [] };
  const choice = (field: string, isRequired: boolean): Markup => html`
<label class="choice"><input type="checkbox" name="field" value="${`${at}.${name}.${field}`}" ${isRequired ? html`checked` : ''}>
<span>${category?.fields[field]?.label ?? field}${isRequired ? html` <span class="soft">(needed for this)</span>` : ''}</span></label>`;
  return html`<p><strong>${category?.label ?? name}</strong></p>
${lists.required.map((field) => choice(field, true))}${lists.optional.map((field) => choice(field, false))}`;
}

function filterRows(
  filters: Readonly<Record<string, string | readonly string[]>>,
  { name, category }: Named,
): Markup[] {
  return Object.entries(filters).map(([filter, value]) => {
    const words =
      value === 'anyone'
        ? 'also those addressed to other companies'
        : value === 'requester'
          ? 'only those addressed to it'
          : value;
    return html`<dt>${category?.label ?? name}</dt><dd>${typeof words === 'string' ? words : html`${category?.filters[filter]?.label ?? filter}: ${listed(words)}`}</dd>`;
  });
}

/** Each on its own, so that a long one takes no room from the next. */
const listed = (words: readonly string[]): Markup[] =>
  words.map((word, at) => html`${at === 0 ? '' : ', '}${word}`);

const END_WORDS: Readonly<Record<DataAccess['retention']['onEnd'], string>> = {
  delete: 'deletes it',
  deidentify: 'takes out what points to you',
  retain: 'keeps it',
};

const DAY_WORDS = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const dayWords = (instant: string): string => DAY_WORDS.format(new Date(instant));

const DAY_MS = 86_400_000;
const dayAfter = (at: Date): string => new Date(at.getTime() + DAY_MS).toISOString().slice(0, 10);
const latestEnd = (details: readonly DataAccess[]): string =>
  details
    .map((entry) => entry.access.until.slice(0, 10))
    .sort()
    .at(-1) ?? '';

function hostOf(vendorId: string): string | undefined {
  return URL.canParse(vendorId) ? new URL(vendorId).host : undefined;
}
