import type { RequestView } from '@parley/protocol';
import type { ListedLink } from '../../design/link-list.tsx';
import { Tag } from '../../design/tag.tsx';
import type { Words } from '../../words/en.ts';
import type { Formats } from '../../words/formats.ts';
import { vocabularyOf } from '../../words/use-vocabulary.ts';
import { isWaiting } from './use-waiting.ts';
import { companyName } from './who/company-name.ts';

/** A request as a row of a list: who, why, since when, and until when it can be decided. */
export function requestLink(request: RequestView, words: Words, formats: Formats): ListedLink {
  const { requests } = words;
  const vocabulary = vocabularyOf(words.vocabulary);
  const why = formats.list(request.details.map(({ purpose }) => vocabulary.purpose(purpose)));
  const when = [
    requests.askedOn(formats.day(request.askedAt)),
    ...(isWaiting(request) ? [requests.decideBy(formats.dayAndTime(request.expiresAt))] : []),
  ];
  return {
    key: request.requestId,
    to: `/requests/${request.requestId}`,
    name: (
      <>
        <bdi>{companyName(request.vendor)}</bdi>{' '}
        <Tag tone={isWaiting(request) ? 'accent' : 'plain'}>
          {requests.status[request.status] ?? request.status}
        </Tag>
      </>
    ),
    aside: [why, ...when].join(' · '),
  };
}
