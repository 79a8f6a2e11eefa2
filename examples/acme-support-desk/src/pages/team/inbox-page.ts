import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { HeldIssue } from '../../copy/held-items.ts';
import type { Standing } from '../../copy/standings.ts';
import { ageInWords } from '../../text/ages.ts';
import { inbox, team } from '../../text/en.ts';
import { pills } from '../desk-page.ts';
import { inWords } from '../words.ts';
import { teamLayout } from './team-layout.ts';

export function inboxPage(held: {
  readonly issues: readonly HeldIssue[];
  readonly standings: readonly Standing[];
  readonly now: Date;
}): VNode {
  const newest = held.issues.toSorted((one, other) => lastAt(other) - lastAt(one));
  const isClosed = ({ body }: HeldIssue): boolean => body.state === 'closed';
  const open = newest.filter((each) => !isClosed(each));
  const closed = newest.filter(isClosed);
  const away = held.standings.filter(({ isOpen }) => !isOpen);
  const body = html`<h1>${inbox.title}</h1>
    <p class="lead">${inbox.lead}</p>
    ${open.length === 0 ? html`<p class="empty">${inbox.empty}</p>` : section('open', open, held.now)}
    ${closed.length > 0 && section('closed', closed, held.now)}
    ${away.length > 0 && html`<section aria-labelledby="away"><h2 id="away">${inbox.standings}</h2><ul class="away">${away.map(standing)}</ul></section>`}`;
  return teamLayout({ title: inbox.title, at: 'inbox', body: html`<div class="inbox">${body}</div>` });
}

function section(name: 'open' | 'closed', issues: readonly HeldIssue[], now: Date): VNode {
  return html`<section aria-labelledby=${name}>
    <h2 id=${name}>${inbox[name]} <span class="soft">${issues.length}</span></h2>
    <ul class="issues">
      ${issues.map((each) => row(each, now))}
    </ul>
  </section>`;
}

function row({ consentId, subject, body }: HeldIssue, now: Date): VNode {
  const path = `/team/consents/${consentId}/issues/${encodeURIComponent(body.id)}`;
  const last = body.messages?.at(-1);
  const age = ageInWords(body.createdAt, now);
  const from = last?.from === 'vendor' ? inbox.you : team.customer(subject);
  return html`<li class="card">
    <div class="head">
      <a class="whole" href=${path} dir="auto">${body.title ?? inbox.untitled}</a>
      ${age !== undefined && html`<span class="soft">${body.state === 'closed' ? age : inbox.age(age)}</span>`}
    </div>
    <p class="snippet">
      ${body.messages === undefined ? inbox.noThread : last === undefined ? inbox.noMessage : html`<b>${from}:</b> <span dir="auto">${last.content}</span>`}
    </p>
    <p class="marks">${pills(body)}<span class="soft">${team.customer(subject)}</span></p>
  </li>`;
}

function standing({ subject, state, deletedAt, consentId }: Standing): VNode {
  const parts = state === null ? [inbox.looking] : partsOf(state, deletedAt);
  return html`<li class="card">
    <b>${team.customer(subject ?? consentId)}</b> <span>${parts.join(', ')}</span>
  </li>`;
}

function partsOf(state: NonNullable<Standing['state']>, deletedAt: Date | null): string[] {
  const { status, endedAt, resumesAt, deletionReport } = state;
  if (endedAt === undefined) {
    if (status === 'paused')
      return [resumesAt === undefined ? inbox.paused : inbox.pausedUntil(inWords(resumesAt))];
    return [state.isHeld ? inbox.held : inbox.looking];
  }
  const deleted = deletedAt === null ? inbox.notDeleted : inbox.deleted(inWords(deletedAt.toISOString()));
  const isReported = deletionReport.state === 'answered';
  return [inbox.ended(inWords(endedAt)), deleted, isReported ? inbox.reported : inbox.reportOpen];
}

function lastAt({ body }: HeldIssue): number {
  const at = body.messages?.at(-1)?.createdAt ?? body.modifiedAt ?? body.createdAt;
  return at === undefined ? 0 : Date.parse(at);
}
