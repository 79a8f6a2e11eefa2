import { type AccessRequestEntry, PURPOSES } from '@parley/vendor-sdk';
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { button, layout } from './layout.ts';
import { inWords, lengthInWords, say } from './words.ts';

export interface HomePageOptions {
  readonly isConnected: boolean;
  /** The visitor was sent to the gateway, and is not back. */
  readonly isAsking: boolean;
  readonly asked: readonly AccessRequestEntry[];
}

export function homePage({ isConnected, isAsking, asked }: HomePageOptions): VNode {
  return layout({
    title: 'Support',
    action: isConnected ? html`<a class="plain" href="/desk">Your desk</a>` : undefined,
    body: html`<section class="hero">
<h1>Say it once. <em>We take it from there.</em></h1>
<p class="lead">Your issues and wishes stay with you, in your own pod. Let our support desk look at the ones that are meant for us, for as long as you like.</p>
</section>
<section class="card connect">
<div>
<h2>${isConnected ? 'You are connected' : 'Let us look, on your terms'}</h2>
<p>${isConnected ? 'Our team sees what you approved, and nothing else.' : 'You decide at your own gateway: take out what you do not want us to see, and stop it whenever you like. No account with us is needed.'}</p>
${isConnected ? html`<a class="button" href="/desk">See what we see</a>` : waysOn(isAsking)}
</div>
<div class="terms">
<h3>What we will ask for</h3>
${asked.map(entryInWords)}
</div>
</section>
<section class="steps">
<div><h3>We ask</h3><p>Signed with our key: what we promise can be proven.</p></div>
<div><h3>You decide</h3><p>At your gateway, not on our site. We get what you leave in.</p></div>
<div><h3>We help</h3><p>Each look of ours stands in your ledger, with its purpose.</p></div>
</section>`,
  });
}

function waysOn(isAsking: boolean): VNode {
  if (!isAsking) return button('/connect', 'Connect with Parley');
  return html`<p>We have asked you, and your answer is still open at your gateway.</p>
<div class="actions">${button('/connect', 'Ask me again')}${button('/cancel', 'Take the question back', 'quiet')}</div>`;
}

function entryInWords(entry: AccessRequestEntry): VNode {
  return html`<dl>
${entry.datatypes.map((name) => {
  const { required = [], optional = [] } = entry.fields[name] ?? {};
  return html`<dt>${say(name)}</dt><dd>${[...required, ...optional].map(say).join(', ')}</dd>`;
})}
<dt>What for</dt><dd>${PURPOSES[entry.purpose]}</dd>
<dt>Until</dt><dd>${inWords(entry.access.until)}, or when you stop it</dd>
<dt>Kept by us</dt><dd>${lengthInWords(entry.retention.duration)} at most, then deleted; passed on to nobody</dd>
</dl>`;
}
