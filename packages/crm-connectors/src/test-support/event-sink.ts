import { CloudEvent, HTTP } from 'cloudevents';
import type { Asked, CrmDouble } from './crm-double.ts';

/** A receiver that lets the official SDK read and check each event, and keeps what the events say: the state they lead to, and all of them. */
export function createEventSink(): CrmDouble & { readonly events: CloudEvent<Record<string, unknown>>[] } {
  const items = new Map<string, Record<string, unknown>>();
  const events: CloudEvent<Record<string, unknown>>[] = [];
  return {
    events,
    content: () => Object.fromEntries(items),
    answer({ headers, body }: Asked) {
      const read = HTTP.toEvent<Record<string, unknown>>({ headers, body: JSON.stringify(body) });
      if (!(read instanceof CloudEvent) || !read.validate()) return { status: 400 };
      events.push(read);
      const item = String(read['parleyitem']);
      const { data = {} } = read;
      if (read.type === 'org.w3id.parley.item.removed') items.delete(item);
      else if (read.type === 'org.w3id.parley.item.upserted')
        items.set(item, { ...items.get(item), ...data });
      else {
        const kept = Object.entries(items.get(item) ?? {}).filter(
          ([name]) => !(data['fields'] as string[]).includes(name),
        );
        items.set(item, Object.fromEntries(kept));
      }
      return { status: 202 };
    },
  };
}
