import type { RequestView } from '@parley/protocol';
import type { ListedLink } from '../../design/link-list.tsx';
import { plainWords } from '../../design/plain-words.ts';
import { Tag } from '../../design/tag.tsx';
import type { Words } from '../../words/en.ts';
import type { Formats } from '../../words/formats.ts';
import { isWaiting } from './use-waiting.ts';

/** A request as a row of a list. */
export function requestLink(request: RequestView, words: Words, formats: Formats): ListedLink {
  const { requests } = words;
  return {
    key: request.requestId,
    to: `/requests/${request.requestId}`,
    name: <bdi>{plainWords(request.vendor.name)}</bdi>,
    aside: isWaiting(request)
      ? requests.decideBy(formats.dayAndTime(request.expiresAt))
      : requests.askedOn(formats.day(request.askedAt)),
    tag: (
      <Tag tone={isWaiting(request) ? 'accent' : 'plain'}>
        {requests.status[request.status] ?? request.status}
      </Tag>
    ),
  };
}
