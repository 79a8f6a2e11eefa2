import { Card } from '../../design/card.tsx';
import { SelectField } from '../../design/field.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { Stack } from '../../design/stack.tsx';
import { usePod } from '../../pod/use-pod.ts';
import { type Language, useLocale, useWords } from '../../words/locale.tsx';
import { AllowedApps } from './allowed-apps.tsx';
import { ConnectedPod } from './connected-pod.tsx';
import { NoticesLink } from './notices-link.tsx';
import { Yourself } from './yourself.tsx';

export function SettingsPage() {
  const { settings } = useWords();
  const pod = usePod();
  return (
    <>
      <PageHeader title={settings.title} />
      <Stack>
        <Yourself />
        <ConnectedPod />
        {pod !== undefined && <AllowedApps pod={pod} />}
        <NoticesLink />
        <Card title={settings.language}>
          <LanguageField />
        </Card>
      </Stack>
    </>
  );
}

function LanguageField() {
  const { settings } = useWords();
  const { chosen, choose } = useLocale();
  const { browser, ...languages } = settings.languages;
  return (
    <SelectField
      label={settings.language}
      value={chosen ?? ''}
      onChange={({ target }) => choose(target.value === '' ? undefined : (target.value as Language))}
    >
      <option value="">{browser}</option>
      {Object.entries(languages).map(([language, name]) => (
        <option key={language} value={language} lang={language}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
