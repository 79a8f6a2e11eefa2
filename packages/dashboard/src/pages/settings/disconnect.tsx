import { disconnectParley } from '@parley/pod-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useConfiguration } from '../../configuration.tsx';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Notice } from '../../design/notice.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { useToast } from '../../design/toast.tsx';
import { useGateway } from '../../gateway/gateway.tsx';
import { useSignedIn } from '../../session/session.tsx';
import { useWords } from '../../words/locale.tsx';

interface Props {
  readonly container: string;
  readonly gatewayWebId: string;
}

/** Ends everything at once, then takes the gateway's access to the pod away. Asks once. */
export function Disconnect(connection: Props) {
  const { common, settings } = useWords();
  const { name } = useConfiguration();
  const [isAsking, setAsking] = useState(false);
  const disconnecting = useDisconnect(connection, () => setAsking(false));
  const actions = (
    <>
      <Button weight="danger" isBusy={disconnecting.isPending} onClick={() => disconnecting.mutate()}>
        {disconnecting.isPending ? settings.disconnecting : settings.disconnect}
      </Button>
      <Button onClick={() => setAsking(false)}>{common.cancel}</Button>
    </>
  );
  return (
    <div>
      <Button onClick={() => setAsking(true)}>{settings.disconnect}</Button>
      {isAsking && (
        <Dialog title={settings.disconnectTitle} actions={actions} onClose={() => setAsking(false)}>
          <p>{settings.disconnectText(name)}</p>
          {disconnecting.error !== null &&
            (disconnecting.error instanceof RulesLeft ? (
              <Notice tone="warn">{settings.rulesLeft}</Notice>
            ) : (
              <ProblemNotice fault={disconnecting.error} />
            ))}
        </Dialog>
      )}
    </div>
  );
}

/** Everything is stopped, but the gateway can still read in the pod. */
class RulesLeft extends Error {}

function useDisconnect({ container, gatewayWebId }: Props, onDone: () => void) {
  const gateway = useGateway();
  const queries = useQueryClient();
  const say = useToast();
  const { settings } = useWords();
  const { webId, fetch } = useSignedIn();
  return useMutation({
    async mutationFn() {
      // First what stops companies; it writes its last records into the pod, so it still has to reach it.
      await gateway.disconnect();
      await disconnectParley({ webId, fetch, container, gatewayWebId }).catch((cause: unknown) => {
        throw new RulesLeft('', { cause });
      });
    },
    async onSuccess() {
      onDone();
      say({ text: settings.disconnected });
      await queries.invalidateQueries();
    },
  });
}
