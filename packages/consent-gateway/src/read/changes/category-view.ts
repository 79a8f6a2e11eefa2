import type { ApprovedItem } from '@parley/protocol';
import { isGatewayError } from '../../gateway-error.ts';
import type { ReadDecision } from '../authorize-read.ts';
import type { ComposedFor } from '../compose-answer.ts';
import { minimise } from '../minimise.ts';
import type { Mirror } from '../mirror.ts';
import { readQuery } from '../read-query.ts';
import { noDetails, withOpened } from '../visible/with-opened.ts';
import { idsFor } from '../visible-item.ts';
import { wholeItem } from '../whole-item.ts';

/** What an entry lets a vendor have of one category: which items, and of each of them what. */
export interface CategoryDecision {
  readonly list: ReadDecision;
  /** Where items have documents of their own. */
  readonly item: ReadDecision | undefined;
}

/** A category as the vendor may have it now, item by item, each as a read of that item would answer. */
export interface CategoryView {
  readonly ids: readonly string[];
  /** Whether each item costs a document of its own. */
  readonly asksForDocuments: boolean;
  /** `undefined`: none for this vendor. `unreadable`: its document cannot be parsed, so nothing can be said of it. */
  item(id: string): Promise<ApprovedItem | 'unreadable' | undefined>;
}

export interface ViewOptions {
  readonly mirror: Pick<Mirror, 'list' | 'opened' | 'vendors' | 'glanceItem'>;
  readonly itemKey: Buffer;
}

interface ToView {
  readonly consent: ComposedFor;
  readonly decision: CategoryDecision;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** @throws {GatewayError} `temporarily_unavailable`, `pod_content_rejected` */
export async function viewCategory(
  { consent, decision: { list, item: itemDecision }, now, signal }: ToView,
  options: ViewOptions,
): Promise<CategoryView> {
  const { mirror } = options;
  const { category } = list;
  const { vendorId } = consent;
  const opened = await mirror.opened(consent, category, signal);
  const [items, vendors] = await Promise.all([
    mirror.list(consent, category, signal),
    mirror.vendors(consent, signal),
  ]);
  const ids = idsFor(consent, category.name, options);
  const asked = { vendorId, ids, now };
  const { visible } = minimise({
    ...asked,
    items: withOpened(items.content, opened.content, vendorId),
    vendors: vendors.content,
    decision: list,
    query: everything(list, 'list'),
  });
  const byId = new Map(visible.map((each) => [each.item.id, each]));
  const decision = itemDecision ?? list;
  const query = everything(decision, 'item');
  const asksForDocuments = decision.fields.some((name) => category.fields[name]?.place === 'item');
  return {
    ids: [...byId.keys()],
    asksForDocuments,
    async item(id) {
      const found = byId.get(id);
      if (found === undefined || !asksForDocuments) return found?.item;
      const whole = { ...asked, source: found.source, place: consent, decision, query, signal };
      const isListed = items.content.includes(found.source);
      return wholeItem(whole, isListed ? mirror.glanceItem : noDetails).catch(unreadable);
    },
  };
}

function everything(decision: ReadDecision, kind: 'list' | 'item') {
  const query = readQuery('', decision, kind);
  if (query === undefined) throw new TypeError('an empty query is always understood');
  return query;
}

function unreadable(error: unknown): 'unreadable' {
  if (isGatewayError(error) && error.code === 'pod_content_rejected') return 'unreadable';
  throw error;
}
