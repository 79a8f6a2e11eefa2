import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { IssueView } from '../../inbox/issue-view.ts';
import { proposals } from '../../reply/read-reply-form.ts';
import { reply } from '../../text/en.ts';
import type { IssuePageState } from './issue-page.ts';

const MOST_CHARACTERS = 10_000;

export function replyForm({ consentId, issue, mayReply }: IssueView, state: IssuePageState): VNode {
  if (!mayReply) return html`<p class="empty">${reply.closedToReplies}</p>`;
  const { key, said, fault } = state;
  return html`<section class="card answer" aria-labelledby="answer">
    <h2 id="answer">${reply.title}</h2>
    ${fault !== undefined && html`<p class="fault" role="alert">${fault}</p>`}
    <form class="fields" method="post" action=${`/team/consents/${consentId}/issues/${issue.id}/reply`}>
      <input type="hidden" name="key" value=${key} />
      <label for="content">${reply.label}</label>
      <textarea id="content" name="content" rows="6" maxlength=${MOST_CHARACTERS} required aria-describedby="hint" dir="auto">
${said?.content ?? ''}</textarea
      >
      <p class="soft" id="hint">${reply.hint}</p>
      <label for="proposes">${reply.proposal}</label>
      <select id="proposes" name="proposes" aria-describedby="only-customer">
        ${['', ...proposals].map((word) => html`<option value=${word} selected=${word === (said?.proposes ?? '')}>${word === '' ? reply.none : reply[word as (typeof proposals)[number]]}</option>`)}
      </select>
      <p class="soft" id="only-customer">${reply.onlyCustomer}</p>
      <button>${reply.send}</button>
    </form>
  </section>`;
}
