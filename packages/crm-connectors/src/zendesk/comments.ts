// Comments cannot be changed, only added and redacted. Which is which stands in the audit of each: the field it comes from, and the digest of
// what was written.

import { z } from 'zod';
import type { CallCrm } from '../http/crm-http.ts';
import { parseAnswer } from '../http/parse-answer.ts';

/** The key of our word in an audit's custom metadata. */
const OURS = 'parley';
/** What Zendesk puts in the place of each redacted character. */
const REDACTED = '▇';
/** A ticket has at most 5,000 comments, and one page 100 audits. */
const MAX_PAGES = 200;

export interface Comment {
  readonly name: string;
  readonly mark: string;
  readonly text: string;
}

export interface Comments {
  /** Adds what is not there yet, and redacts what had another text. */
  write(ticket: number, comments: readonly Comment[], signal?: AbortSignal): Promise<void>;
  redact(ticket: number, names: readonly string[] | 'all', signal?: AbortSignal): Promise<void>;
}

const auditsSchema = z.object({
  audits: z.array(
    z.object({
      metadata: z.object({ custom: z.record(z.string(), z.unknown()).optional() }).optional(),
      events: z.array(
        z.object({
          id: z.int(),
          type: z.string(),
          body: z.string().nullish(),
          html_body: z.string().nullish(),
        }),
      ),
    }),
  ),
  meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }).optional(),
});

/** A comment that we wrote and that still says something. */
interface Written {
  readonly id: number;
  readonly name: string;
  readonly mark: string;
  readonly html: string;
}

export function createComments(call: CallCrm): Comments {
  async function written(ticket: number, signal: AbortSignal | undefined): Promise<Written[]> {
    const found: Written[] = [];
    let after = '';
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const path = `/api/v2/tickets/${ticket}/audits?page[size]=100${after}`;
      const answer = await call({ method: 'GET', path, expect: [200] }, signal);
      const { audits, meta } = parseAnswer(auditsSchema, answer.body);
      found.push(...audits.flatMap(writtenIn));
      if (meta?.has_more !== true || !meta.after_cursor) break;
      after = `&page[after]=${encodeURIComponent(meta.after_cursor)}`;
    }
    return found;
  }

  /** @see https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#redact-ticket-comment-in-agent-workspace */
  async function redactOne(ticket: number, { id, html }: Written, signal?: AbortSignal): Promise<void> {
    const body = { ticket_id: ticket, html_body: allRedacted(html) };
    await call({ method: 'PUT', path: `/api/v2/comment_redactions/${id}`, body, expect: [200] }, signal);
  }

  return {
    async write(ticket, comments, signal) {
      const there = await written(ticket, signal);
      for (const { name, mark, text } of comments) {
        const ofName = there.filter((each) => each.name === name);
        for (const old of ofName) if (old.mark !== mark) await redactOne(ticket, old, signal);
        if (ofName.some((each) => each.mark === mark)) continue;
        const body = {
          ticket: { comment: { body: text, public: true }, metadata: { [OURS]: `${name} ${mark}` } },
        };
        await call({ method: 'PUT', path: `/api/v2/tickets/${ticket}`, body, expect: [200] }, signal);
      }
    },
    async redact(ticket, names, signal) {
      const there = await written(ticket, signal);
      for (const old of there)
        if (names === 'all' || names.includes(old.name)) await redactOne(ticket, old, signal);
    },
  };
}

function writtenIn({ metadata, events }: z.output<typeof auditsSchema>['audits'][number]): Written[] {
  const ours = metadata?.custom?.[OURS];
  const [, name, mark] = typeof ours === 'string' ? (/^(.+) ([\w-]{43})$/s.exec(ours) ?? []) : [];
  if (name === undefined || mark === undefined) return [];
  const comments = events.filter(({ type, body }) => type === 'Comment' && !body?.includes(REDACTED));
  return comments.map(({ id, html_body: html }) => ({ id, name, mark, html: html ?? '' }));
}

/** All text between the tags of Zendesk's own HTML. */
const allRedacted = (html: string): string =>
  html.replaceAll(/(^|>)([^<>]+)(?=<|$)/g, '$1<redact>$2</redact>');
