import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useConfiguration } from '../../configuration.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { bindAddress, plainPageAddress } from '../../session/carried-request.ts';
import { useWords } from '../../words/locale.tsx';

/** Where the gateway sends a browser that a company has sent to it: this tab binds itself to the request, and comes back knowing it. */
export function ArrivingPage() {
  const { requests } = useWords();
  const [parameters] = useSearchParams();
  const interaction = parameters.get('interaction');
  return (
    <>
      <PageHeader title={interaction === null ? requests.arrivingFailed : requests.arriving} />
      {interaction === null ? (
        <EmptyState title={requests.empty}>{requests.arrivingFailedText}</EmptyState>
      ) : (
        <Binding interaction={interaction} />
      )}
    </>
  );
}

function Binding({ interaction }: { readonly interaction: string }) {
  const { gateway } = useConfiguration();
  const { requests } = useWords();
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    // In the place of this page: going back from the request leads to the company, not round and round.
    bindAddress({ gateway, interaction }).then(
      (address) => location.replace(address),
      () => setFailed(true),
    );
  }, [gateway, interaction]);
  return (
    <>
      {!isFailed && <Skeleton lines={4} words={requests.arriving} />}
      <p>
        <a href={plainPageAddress({ gateway, interaction })}>{requests.plainPage}</a>
      </p>
    </>
  );
}
