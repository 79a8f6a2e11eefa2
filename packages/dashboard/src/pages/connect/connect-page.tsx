import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useConfiguration } from '../../configuration.tsx';
import { Button, LinkButton } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { SelectField } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Stack } from '../../design/stack.tsx';
import { useConnection } from '../../gateway/queries.ts';
import { useWords } from '../../words/locale.tsx';
import { containerIn, useConnect, useStorages } from './use-connect.ts';
import { WhatHappens } from './what-happens.tsx';

/** First use: what will be in the pod and what the gateway may do there; then it is done with one click. */
export function ConnectPage() {
  const { connect } = useWords();
  const { name } = useConfiguration();
  const { data, error, refetch, isPending } = useConnection();
  return (
    <>
      <PageHeader title={connect.title} lead={connect.lead(name)} />
      <Stack>
        {isPending && <Skeleton lines={4} />}
        {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
        {data?.container === null && <Choosing />}
        {typeof data?.container === 'string' && <Connected />}
      </Stack>
    </>
  );
}

function Connected() {
  const { common, connect } = useWords();
  const back = useBack();
  const on = (
    <LinkButton to={back ?? '/'} weight="main">
      {back === undefined ? common.toStart : common.goOn}
    </LinkButton>
  );
  return (
    <Notice tone="good" action={on}>
      <p>{connect.done}</p>
    </Notice>
  );
}

/** The page that needed the pod. Only ever one of this app. */
function useBack(): string | undefined {
  const [parameters] = useSearchParams();
  const back = parameters.get('back') ?? '/';
  return /^\/[\w-]+(\/[\w-]+)*$/.test(back) ? back : undefined;
}

function Choosing() {
  const { common, connect } = useWords();
  const { data, error, refetch, isPending } = useStorages();
  if (isPending) return <Skeleton lines={4} />;
  if (error !== null) return <ProblemNotice fault={error} onRetry={refetch} />;
  const [first, ...others] = data;
  if (first !== undefined) return <Connecting storages={[first, ...others]} />;
  const retry = <Button onClick={() => void refetch()}>{common.retry}</Button>;
  return (
    <EmptyState title={connect.noStorage} action={retry}>
      {connect.noStorageText}
    </EmptyState>
  );
}

function Connecting({ storages }: { readonly storages: readonly [string, ...string[]] }) {
  const { connect } = useWords();
  const [storage, choose] = useState(storages[0]);
  const connecting = useConnect();
  return (
    <Card>
      {storages.length > 1 && (
        <SelectField
          label={connect.where}
          hint={connect.whereHint}
          value={storage}
          onChange={({ target }) => choose(target.value)}
        >
          {storages.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </SelectField>
      )}
      <WhatHappens container={containerIn(storage)} />
      {connecting.error !== null && (
        <ProblemNotice fault={connecting.error} onRetry={() => connecting.mutate(storage)} />
      )}
      <div>
        <Button weight="main" isBusy={connecting.isPending} onClick={() => connecting.mutate(storage)}>
          {connecting.isPending ? connect.connecting : connect.connect}
        </Button>
      </div>
    </Card>
  );
}
