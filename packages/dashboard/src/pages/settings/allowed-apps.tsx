import type { Pod } from '@parley/pod-client';
import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { plainWords } from '../../design/plain-words.ts';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Row } from '../../design/stack.tsx';
import { Tag } from '../../design/tag.tsx';
import { useToast } from '../../design/toast.tsx';
import { useSignedIn } from '../../session/session.tsx';
import { useWords } from '../../words/locale.tsx';
import { AllowApp } from './allow-app.tsx';
import { useAllowedApps, useSaveAllowedApps } from './use-allowed-apps.ts';

/** The apps that may share in the person's name: a list in the own pod. */
export function AllowedApps({ pod }: { readonly pod: Pod }) {
  const { settings } = useWords();
  const { data, error, refetch, isPending } = useAllowedApps(pod);
  return (
    <Card title={settings.apps}>
      <p>{settings.appsText}</p>
      {isPending && <Skeleton lines={2} />}
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      {data !== undefined && <Apps pod={pod} apps={data} />}
    </Card>
  );
}

function Apps({ pod, apps }: { readonly pod: Pod; readonly apps: readonly string[] | null }) {
  const { settings } = useWords();
  const { clientId } = useSignedIn();
  const say = useToast();
  const saving = useSaveAllowedApps(pod, apps);
  const save = (next: readonly string[]) =>
    saving.mutate(next, { onSuccess: () => say({ text: settings.saved }) });
  return (
    <>
      {apps === null ? (
        <>
          <p>{settings.appsOpen}</p>
          <div>
            <Button isBusy={saving.isPending} onClick={() => save([clientId])}>
              {settings.onlyThis}
            </Button>
          </div>
        </>
      ) : (
        apps.map((app) => (
          <App key={app} app={app} onRemove={() => save(apps.filter((each) => each !== app))} />
        ))
      )}
      {saving.error !== null && <ProblemNotice fault={saving.error} />}
      <AllowApp
        isBusy={saving.isPending}
        onAllow={(app) => save([...new Set([...(apps ?? [clientId]), app])])}
      />
    </>
  );
}

function App({ app, onRemove }: { readonly app: string; readonly onRemove: () => void }) {
  const { common, settings } = useWords();
  const { clientId } = useSignedIn();
  const [isAsking, setAsking] = useState(false);
  const isThis = app === clientId;
  const actions = (
    <>
      <Button
        weight="danger"
        onClick={() => {
          setAsking(false);
          onRemove();
        }}
      >
        {settings.takeOff}
      </Button>
      <Button onClick={() => setAsking(false)}>{common.cancel}</Button>
    </>
  );
  return (
    <Row>
      <bdi>{plainWords(app)}</bdi>
      {isThis && <Tag tone="accent">{settings.thisApp}</Tag>}
      <Button
        weight="quiet"
        aria-label={settings.remove(plainWords(app))}
        onClick={() => (isThis ? setAsking(true) : onRemove())}
      >
        {settings.takeOff}
      </Button>
      {isAsking && (
        <Dialog title={settings.removeTitle} actions={actions} onClose={() => setAsking(false)}>
          <p>{settings.removeThis}</p>
        </Dialog>
      )}
    </Row>
  );
}
