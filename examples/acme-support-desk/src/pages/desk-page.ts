import { type Consent, type ConsentChange, type Issue, type Preference, PURPOSES } from '@parley/vendor-sdk';
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { button, layout } from './layout.ts';
import { inWords, lengthInWords, say } from './words.ts';

export interface DeskPageOptions {
  readonly consent: Consent;
  /** `undefined`: not shared. */
  readonly issues: readonly Issue[] | undefined;
  readonly preferences: readonly Preference[] | undefined;
  /** Since the last page. */
  readonly changes: readonly ConsentChange[];
}

export function deskPage({ consent, issues, preferences, changes }: DeskPageOptions): VNode {
  return layout({
    title: 'Your desk',
    action: button('/sign-out', 'Leave', 'quiet'),
    body: html`<div class="desk">
<div class="content">
<h1>What our support team sees</h1>
${changes.map(changeInWords)}
<section aria-labelledby="issues"><h2 id="issues">Issues</h2>${issuesInWords(issues)}</section>
<section aria-labelledby="preferences"><h2 id="preferences">How you want it</h2>${preferencesInWords(preferences)}</section>
</div>
<aside class="card">${why(consent)}</aside>
</div>`,
  });
}

function changeInWords(change: ConsentChange): VNode {
  const { removedFields, until, isRemoved } = change;
  const lost = Object.entries(removedFields).map(
    ([name, fields]) => html`<dt>${say(name)}</dt><dd>${fields.map(say).join(', ')}</dd>`,
  );
  const isLess = isRemoved || lost.length > 0;
  return html`<section class="card notice" role="status">
<h2>${isLess ? 'You share less with us now' : 'You have changed your consent'}</h2>
${lost.length > 0 ? html`<p>We do not see any more:</p><dl>${lost}</dl>` : undefined}
${until?.to === undefined ? undefined : html`<p>It lasts until ${inWords(until.to)}.</p>`}
</section>`;
}

function issuesInWords(issues: readonly Issue[] | undefined): VNode {
  if (issues === undefined) return html`<p class="empty">You share no issues with us.</p>`;
  if (issues.length === 0) return html`<p class="empty">Nothing is waiting for us.</p>`;
  return html`<ul class="issues">${issues.map(
    (issue) => html`<li class="card">
<a class="whole" href="/desk/issues/${encodeURIComponent(issue.id)}">${issue.title ?? 'An issue'}</a>
<p class="marks">${marks(issue)}</p>
</li>`,
  )}</ul>`;
}

/** State, kind, severity and age, as far as they were given. */
export function marks(issue: Issue): VNode {
  const { createdAt } = issue;
  return html`${pills(issue)}${createdAt === undefined ? undefined : html`<span class="soft">since ${inWords(createdAt)}</span>`}`;
}

export function pills({ state, kind, severity }: Issue): VNode {
  return html`${state === undefined ? undefined : html`<span class="pill ${state === 'closed' ? 'done' : 'live'}">${say(state)}</span>`}
${kind === undefined ? undefined : html`<span class="pill">${say(kind)}</span>`}
${severity === undefined ? undefined : html`<span class="pill ${severity === 'high' ? 'hot' : 'calm'}">${say(severity)}</span>`}`;
}

function preferencesInWords(preferences: readonly Preference[] | undefined): VNode {
  if (preferences === undefined) return html`<p class="empty">You share no preferences with us.</p>`;
  if (preferences.length === 0) return html`<p class="empty">You have no preferences that apply to us.</p>`;
  return html`<ul class="preferences">${preferences.map(
    ({ topic, statement, strength, validUntil }) => html`<li class="card">
${strength === undefined ? undefined : html`<span class="strength ${toneOf(strength)}">${say(strength)}</span>`}
<p>${statement ?? topic ?? 'A preference'}</p>
<p class="soft">${topic === undefined || statement === undefined ? '' : topic}${validUntil === undefined ? '' : ` · until ${inWords(validUntil)}`}</p>
</li>`,
  )}</ul>`;
}

const toneOf = (strength: string): string =>
  strength === 'avoid' || strength === 'refuse' ? 'against' : 'for';

function why(consent: Consent): VNode {
  return html`<h2>Why we may see this</h2>
<p>You gave your consent at <span class="address">${new URL(consent.gateway).host}</span>. You can stop it at any time, at once: with your own app, or by deleting our record in your pod.</p>
${consent.details.map(
  (entry) => html`<dl>
<dt>What for</dt><dd>${PURPOSES[entry.purpose] ?? entry.purpose}</dd>
${entry.datatypes.map((name) => {
  const { required = [], optional = [] } = entry.fields[name] ?? {};
  return html`<dt>${say(name)}</dt><dd>${[...required, ...optional].map(say).join(', ')}</dd>`;
})}
<dt>Until</dt><dd>${inWords(entry.access.until)}</dd>
<dt>Kept by us</dt><dd>${lengthInWords(entry.retention.duration)} at most, then deleted</dd>
</dl>`,
)}
<p class="soft">Consent <code>${consent.id}</code>, version ${consent.version}. We hold a receipt that your gateway signed.</p>
${button('/give-back', 'Give my consent back', 'quiet')}`;
}
