import { useLocation } from 'wouter';
import { LinkButton } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { useWords } from '../../words/locale.tsx';

/** In the place of what needs the pod, while it is not connected. Afterwards one is back here. */
export function ConnectFirst() {
  const { connect, start } = useWords();
  const [here] = useLocation();
  return (
    <Card title={start.connectTitle}>
      <p>{start.connectText}</p>
      <div>
        <LinkButton to={`/connect?back=${encodeURIComponent(here)}`} weight="main">
          {connect.title}
        </LinkButton>
      </div>
    </Card>
  );
}
