import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { IssueView } from '../../inbox/issue-view.ts';
import { honourActions, type SpokenPreference } from '../../measure/honours.ts';
import { honour, issue as said } from '../../text/en.ts';
import { say } from '../words.ts';

/** The customer's preferences, each with what we said that we did with it. */
export function wishes({ preferences, consentId, issue }: IssueView): VNode {
  return html`<h2>${said.wishes}</h2>
    ${
      preferences.length === 0
        ? html`<p class="soft">${said.noWishes}</p>`
        : html`<ul class="wishes">
            ${preferences.map((each) => wish(each, `/team/consents/${consentId}/preferences`, issue.id))}
          </ul>`
    }`;
}

function wish({ preference, said: word }: SpokenPreference, path: string, issueId: string): VNode {
  const { id, strength, statement, topic } = preference;
  const text = statement ?? topic ?? '';
  return html`<li>
    ${strength !== undefined && html`<span class="strength">${say(strength)}</span>`}
    <p dir="auto">${text}</p>
    ${word !== undefined && html`<p class="soft">${honour.said[word.action]}</p>`}
    <details>
      <summary>${honour.title}</summary>
      <form method="post" action=${`${path}/${id}/honour`}>
        <input type="hidden" name="issue" value=${issueId} />
        ${honourActions.map((action) => html`<button class="quiet small" name="action" value=${action}>${honour[action]}</button>`)}
      </form>
    </details>
  </li>`;
}
