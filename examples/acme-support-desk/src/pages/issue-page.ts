import type { Issue } from '@parley/vendor-sdk';
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { marks } from './desk-page.ts';
import { layout } from './layout.ts';
import { inWords } from './words.ts';

export function issuePage(issue: Issue): VNode {
  const { title = 'An issue', description, about, desiredOutcome, messages = [] } = issue;
  return layout({
    title,
    action: html`<a class="plain" href="/desk">Your desk</a>`,
    body: html`<article class="card issue">
<h1>${title}</h1>
<p class="marks">${marks(issue)}</p>
${description === undefined ? undefined : html`<p class="lead">${description}</p>`}
<dl>
${about === undefined ? undefined : html`<dt>About</dt><dd>${about}</dd>`}
${desiredOutcome === undefined ? undefined : html`<dt>You would like</dt><dd>${desiredOutcome}</dd>`}
</dl>
${
  messages.length === 0
    ? undefined
    : html`<h2>Messages</h2><ol class="thread">${messages.map(
        ({ content, from, createdAt }) => html`<li class="${from === 'vendor' ? 'ours' : 'theirs'}">
<p>${content}</p><p class="soft">${from === 'vendor' ? 'Acme' : 'You'}, ${inWords(createdAt)}</p></li>`,
      )}</ol>`
}
<p class="soft">Only what you approved is shown here.</p>
</article>`,
  });
}
