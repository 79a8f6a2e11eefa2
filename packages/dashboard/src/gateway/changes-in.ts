import { type ChangeableList, ownerApi } from '@parley/protocol';

/**
 * The lists that each event of `/events` names, as the events come. One that is not understood may mean any list.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export async function* changesIn(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly ChangeableList[], void> {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const piece of body) {
    pending += decoder.decode(piece, { stream: true });
    const events = pending.split('\n\n');
    pending = events.pop() ?? '';
    // A comment only says that the line is open: it is told as a change of nothing.
    for (const event of events) yield listsIn(event);
  }
}

function listsIn(event: string): readonly ChangeableList[] {
  const data = event
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice('data:'.length));
  if (data.length === 0) return [];
  const read = ownerApi.ownerEventSchema.safeParse(jsonOf(data.join('\n')));
  return read.success ? read.data.changed : ownerApi.changeableLists;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
