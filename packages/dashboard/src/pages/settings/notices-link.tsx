import { LinkButton } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { useWords } from '../../words/locale.tsx';

/** The way to the settings of notices. */
export function NoticesLink() {
  const { settings } = useWords().notices;
  return (
    <Card title={settings.card}>
      <p>{settings.cardText}</p>
      <div>
        <LinkButton to="/settings/notices">{settings.open}</LinkButton>
      </div>
    </Card>
  );
}
