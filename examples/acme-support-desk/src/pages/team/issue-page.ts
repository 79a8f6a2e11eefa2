import type { ThreadMessage } from '@parley/vendor-sdk';
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { IssueView } from '../../inbox/issue-view.ts';
import type { ReplyForm } from '../../reply/read-reply-form.ts';
import { ageInWords } from '../../text/ages.ts';
import { inbox, issue as said, team } from '../../text/en.ts';
import { pills } from '../desk-page.ts';
import { inWords } from '../words.ts';
import { replyForm } from './reply-form.ts';
import { teamLayout } from './team-layout.ts';
import { wishes } from './wishes.ts';

export interface IssuePageState {
  /** Of the answer that this page may send. */
  readonly key: string;
  readonly now: Date;
  readonly isSent?: boolean;
  /** What was written, and why it was not sent. */
  readonly said?: Omit<ReplyForm, 'key'>;
  readonly fault?: string;
}

export function teamIssuePage(view: IssueView, state: IssuePageState): VNode {
  const { issue, subject } = view;
  const title = issue.title ?? inbox.untitled;
  const body = html`<div class="desk">
    <div class="content">
      <h1 dir="auto">${title}</h1>
      <p class="marks">${pills(issue)}<span class="soft">${team.customer(subject)}</span></p>
      ${issue.description !== undefined && html`<p class="lead words" dir="auto">${issue.description}</p>`}
      ${state.isSent && html`<p class="told" role="status">${said.sent}</p>`}
      <section aria-labelledby="thread">
        <h2 id="thread">${said.thread}</h2>
        ${thread(issue.messages, state.now)}
      </section>
      ${replyForm(view, state)}
    </div>
    <aside class="card">${facts(view)}${wishes(view)}</aside>
  </div>`;
  return teamLayout({ title, body });
}

/** Where the copy does not have it, or not any more. */
export function gonePage(): VNode {
  const body = html`<section class="card notice">
    <h1>${said.gone}</h1>
    <p>${said.goneText}</p>
    <p><a class="button" href="/team">${team.inbox}</a></p>
  </section>`;
  return teamLayout({ title: said.gone, body });
}

function thread(messages: readonly ThreadMessage[] | undefined, now: Date): VNode {
  if (messages === undefined) return html`<p class="empty">${inbox.noThread}</p>`;
  if (messages.length === 0) return html`<p class="empty">${said.noMessages}</p>`;
  return html`<ol class="thread">
    ${messages.map((message) => bubble(message, now))}
  </ol>`;
}

function bubble({ content, from, createdAt, by, proposes }: ThreadMessage, now: Date): VNode {
  const isOurs = from === 'vendor';
  const writer = by === undefined ? '' : `, ${said.writes[by]}`;
  return html`<li class=${isOurs ? 'ours' : 'theirs'}>
    <p class="words" dir="auto">${content}</p>
    ${proposes !== undefined && html`<p class="proposes">${said.proposed}: ${said.proposals[proposes]}</p>`}
    <p class="soft">
      ${isOurs ? `${said.acme}${writer}` : said.customer}, <time datetime=${createdAt}>${`${ageInWords(createdAt, now)} ago`}</time>
    </p>
  </li>`;
}

function facts({ issue }: IssueView): VNode {
  const rows: readonly (readonly [string, string | undefined])[] = [
    [said.about, issue.about],
    [said.desiredOutcome, issue.desiredOutcome],
    [said.since, issue.createdAt && inWords(issue.createdAt)],
    [said.modified, issue.modifiedAt && inWords(issue.modifiedAt)],
  ];
  return html`<h2>${said.facts}</h2>
    <dl>
      ${rows.map(([name, text]) => text !== undefined && html`<dt>${name}</dt><dd dir="auto">${text}</dd>`)}
    </dl>`;
}
