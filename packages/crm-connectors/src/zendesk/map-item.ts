// Issues as Zendesk's tickets: the description and each message of the owner is a comment.
// https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/

import type { ThreadMessage } from '@parley/protocol';
import type { CrmItem, ItemContext, MappedField, MappedRecord } from '../crm.ts';
import { CrmConnectorError } from '../errors.ts';
import { inertText } from '../mapping/inert-text.ts';
import { type FieldRules, mapFields, mapped, text, word } from '../mapping/map-fields.ts';

/** In characters. Zendesk counts 64 KiB of bytes. */
const MAX_COMMENT = 16_000;

const TICKET: FieldRules = {
  subject: { from: 'title', as: text(150) },
  status: {
    from: 'state',
    as: word({
      open: 'open',
      acknowledged: 'open',
      'in-progress': 'open',
      answered: 'pending',
      closed: 'solved',
    }),
  },
  priority: { from: 'severity', as: word({ low: 'low', medium: 'normal', high: 'high' }) },
  type: {
    from: 'kind',
    as: word({
      question: 'question',
      complaint: 'problem',
      fault: 'incident',
      return: 'task',
      request: 'task',
    }),
  },
  'comment:description': { from: 'description', as: text(MAX_COMMENT) },
};

/** A field whose name begins so is a comment. */
export const COMMENT = 'comment:';

/** @throws {unknown_category} for everything but `issues` */
export function mapZendeskItem(item: CrmItem, context: ItemContext): readonly MappedRecord[] {
  if (context.category !== 'issues')
    throw new CrmConnectorError('unknown_category', { detail: 'Zendesk: issues' });
  const fields = { ...mapFields(TICKET, item, context), ...mapThread(item, context) };
  return [{ object: 'ticket', externalId: context.ids.item, fields }];
}

/** What the owner says. What the vendor says is not written back: agents have said it here. */
function mapThread(item: CrmItem, context: ItemContext): Record<string, MappedField> {
  const messages: readonly ThreadMessage[] = Array.isArray(item['messages']) ? item['messages'] : [];
  const comments = messages
    .filter(({ from }) => from === 'owner')
    .map(({ id, content }) => [
      `${COMMENT}${id}`,
      mapped(inertText(content, MAX_COMMENT), { from: 'messages', item, context }),
    ]);
  return Object.fromEntries(comments);
}
