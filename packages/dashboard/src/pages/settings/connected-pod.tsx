import { useConfiguration } from '../../configuration.tsx';
import { LinkButton } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { useConnection } from '../../gateway/queries.ts';
import { useWords } from '../../words/locale.tsx';
import { Disconnect } from './disconnect.tsx';

/** Where the person's pod is connected, and the way out of it. */
export function ConnectedPod() {
  const { connect, settings } = useWords();
  const { gateway } = useConfiguration();
  const { data, error, refetch, isPending } = useConnection();
  return (
    <Card title={settings.pod}>
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      {isPending && <Skeleton lines={2} />}
      {data?.container === null && (
        <>
          <p>{settings.notConnected}</p>
          <div>
            <LinkButton to="/connect" weight="main">
              {connect.title}
            </LinkButton>
          </div>
        </>
      )}
      {typeof data?.container === 'string' && (
        <>
          <p>
            {settings.folder}: <strong>{data.container}</strong>
          </p>
          <p>
            {settings.gateway}: <strong>{gateway}</strong>
          </p>
          <Disconnect container={data.container} gatewayWebId={data.gatewayWebId} />
        </>
      )}
    </Card>
  );
}
