import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { Notice } from '../../../design/notice.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { Row, Soft } from '../../../design/stack.tsx';
import { Tag } from '../../../design/tag.tsx';
import { useToast } from '../../../design/toast.tsx';
import { useGateway } from '../../../gateway/gateway.tsx';
import { useNoticeWays } from '../../../gateway/notice-queries.ts';
import { kept } from '../../../gateway/queries.ts';
import { useSignedIn } from '../../../session/session.tsx';
import { useWords } from '../../../words/locale.tsx';
import { type BrowserState, browserState, NotSubscribed, turnOff, turnOn } from './browser-push.ts';

/** Whether this browser is told, and the switch for it. `onTurnedOn`: it is from now on. */
export function ThisBrowser({ onTurnedOn }: { readonly onTurnedOn: () => void }) {
  const { settings } = useWords().notices;
  const { webId } = useSignedIn();
  const ways = useNoticeWays();
  const state = useQuery({ queryKey: KEPT_AS, queryFn: () => browserState(webId) });
  const fault = ways.error ?? state.error;
  return (
    <Card title={settings.browser}>
      <p>{settings.browserText}</p>
      {fault !== null && <ProblemNotice fault={fault} onRetry={() => [ways.refetch(), state.refetch()]} />}
      {fault === null && (ways.isPending || state.isPending) && <Skeleton lines={2} />}
      {ways.data !== undefined && state.data !== undefined && (
        <>
          <Switch state={state.data} publicKey={ways.data.push.publicKey} onTurnedOn={onTurnedOn} />
          <Soft>{settings.others(ways.data.push.subscriptions)}</Soft>
        </>
      )}
    </Card>
  );
}

const KEPT_AS = ['this-browser'] as const;

interface Props {
  readonly state: BrowserState;
  readonly publicKey: string;
  readonly onTurnedOn: () => void;
}

function Switch({ state, publicKey, onTurnedOn }: Props) {
  const { settings } = useWords().notices;
  const { mutate, isPending, error } = useSwitch({ state, publicKey, onTurnedOn });
  if (state === 'unsupported') return <Notice>{settings.unsupported}</Notice>;
  if (state === 'denied') return <Notice tone="warn">{settings.denied}</Notice>;
  const isOn = state === 'on';
  return (
    <>
      <Row>
        <Tag tone={isOn ? 'good' : 'plain'}>{isOn ? settings.isOn : settings.isOff}</Tag>
        <Button weight={isOn ? 'second' : 'main'} isBusy={isPending} onClick={() => mutate()}>
          {isOn ? settings.turnOff : settings.turnOn}
        </Button>
      </Row>
      {error instanceof NotSubscribed && <Notice tone="bad">{settings.notSubscribed}</Notice>}
      {error !== null && !(error instanceof NotSubscribed) && <ProblemNotice fault={error} />}
    </>
  );
}

function useSwitch({ state, publicKey, onTurnedOn }: Props) {
  const { settings } = useWords().notices;
  const gateway = useGateway();
  const { webId } = useSignedIn();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation({
    async mutationFn(): Promise<BrowserState> {
      await (state === 'on' ? turnOff({ gateway, webId }) : turnOn({ gateway, webId, publicKey }));
      return browserState(webId);
    },
    onSuccess(after) {
      queries.setQueryData(KEPT_AS, after);
      if (after === state) return;
      if (after === 'on') onTurnedOn();
      if (after !== 'denied') say({ text: after === 'on' ? settings.turnedOn : settings.turnedOff });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: kept.noticeWays }),
  });
}
