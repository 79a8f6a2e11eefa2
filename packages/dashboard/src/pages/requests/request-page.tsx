import { type DataAccess, PURPOSES, type RequestView } from '@parley/protocol';
import { LinkButton } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { plainWords } from '../../design/plain-words.ts';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Stack } from '../../design/stack.tsx';
import { Tag } from '../../design/tag.tsx';
import { TheirWords } from '../../design/their-words.tsx';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import { useCarriedRequest } from './use-carried-request.ts';

/** What one company asks for. */
export function RequestPage({ requestId }: { readonly requestId: string }) {
  const { common, requests } = useWords();
  const { data, error, refetch, isPending } = useCarriedRequest(requestId);
  return (
    <>
      <PageHeader title={data === undefined ? requests.title : requests.asks(plainWords(data.vendor.name))} />
      <Stack>
        {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
        {isPending && <Skeleton lines={6} />}
        {data !== undefined && <Asked request={data} />}
        <div>
          <LinkButton to="/requests">{common.back}</LinkButton>
        </div>
      </Stack>
    </>
  );
}

function Asked({ request }: { readonly request: RequestView }) {
  const { requests } = useWords();
  return (
    <>
      <p>
        <Tag tone="accent">{requests.status[request.status] ?? request.status}</Tag>
      </p>
      {request.details.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the entries of a request have an order and no names.
        <Card key={at} title={PURPOSES[entry.purpose] ?? entry.purpose}>
          <Entry entry={entry} />
        </Card>
      ))}
    </>
  );
}

function Entry({ entry }: { readonly entry: DataAccess }) {
  const { categories, common } = useWords();
  const formats = useFormats();
  return (
    <>
      {entry.benefit !== undefined && (
        <p>
          <TheirWords>{entry.benefit}</TheirWords>
        </p>
      )}
      <p>
        {formats.list(entry.datatypes.map((name) => categories[name] ?? name))},{' '}
        {common.until(formats.day(entry.access.until))}
      </p>
    </>
  );
}
