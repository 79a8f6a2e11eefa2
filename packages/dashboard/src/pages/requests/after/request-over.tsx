import type { RequestView } from '@parley/protocol';
import { LinkButton } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { Fold } from '../../../design/fold.tsx';
import { Tag } from '../../../design/tag.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';

/** A request that cannot be decided any more: how it ended, and where to go. */
export function RequestOver({ request }: { readonly request: RequestView }) {
  const { request: words, requests } = useWords();
  const { status } = request;
  return (
    <Card>
      <p>
        <Tag>{requests.status[status] ?? status}</Tag>
      </p>
      {status !== 'requested' && status !== 'deferred' && <p>{words.over[status]}</p>}
      {status === 'given' && (
        <div>
          <LinkButton to="/companies">{words.over.company}</LinkButton>
        </div>
      )}
      <WhatItAsked request={request} />
    </Card>
  );
}

/** In short, without values. */
export function WhatItAsked({ request }: { readonly request: RequestView }) {
  const { common, request: words } = useWords();
  const formats = useFormats();
  const vocabulary = useVocabulary();
  return (
    <Fold title={words.over.what}>
      {request.details.map(({ purpose, datatypes, access }) => (
        <p key={purpose}>
          {vocabulary.purpose(purpose)}: {formats.list(datatypes.map(vocabulary.category))},{' '}
          {common.until(formats.day(access.until))}
        </p>
      ))}
    </Fold>
  );
}
