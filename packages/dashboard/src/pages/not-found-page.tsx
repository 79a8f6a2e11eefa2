import { LinkButton } from '../design/button.tsx';
import { PageHeader } from '../design/page-header.tsx';
import { useWords } from '../words/locale.tsx';

export function NotFoundPage() {
  const { common, notFound } = useWords();
  return (
    <>
      <PageHeader title={notFound.title} lead={notFound.text} />
      <LinkButton to="/">{common.toStart}</LinkButton>
    </>
  );
}
