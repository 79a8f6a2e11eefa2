import { LinkButton } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { Soft } from '../../design/stack.tsx';
import { useWords } from '../../words/locale.tsx';
import type { Company } from './company-of.ts';

/** What waits for a decision; where nothing is shared, that, and what can be done. */
export function NothingShared({ company }: { readonly company: Company }) {
  const { company: words } = useWords();
  const { waiting, live, ended, known } = company;
  return (
    <>
      {waiting !== undefined && (
        <Card title={words.nothing.asks}>
          <div>
            <LinkButton to={`/requests/${waiting.requestId}`} weight="main">
              {words.nothing.toRequest}
            </LinkButton>
          </div>
        </Card>
      )}
      {live.length === 0 && (
        <Card title={words.nothing.title}>
          <p>{ended.length === 0 ? words.nothing.never : words.nothing.ended}</p>
          <Soft>{words.nothing.what}</Soft>
          <div>
            <LinkButton to={known === undefined ? '/companies/add' : `/companies/known/${known.id}`}>
              {words.nothing.invite}
            </LinkButton>
          </div>
        </Card>
      )}
    </>
  );
}
