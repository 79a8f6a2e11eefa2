import { LinkButton } from '../../../design/button.tsx';
import { Row } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';

/** The pages beside the list. */
export function Places() {
  const { companies: words } = useWords();
  return (
    <nav aria-label={words.places}>
      <Row>
        <LinkButton to="/companies/add">{words.add}</LinkButton>
        <LinkButton to="/companies/circles">{words.circles.title}</LinkButton>
        <LinkButton to="/companies/invitations">{words.invitations.title}</LinkButton>
      </Row>
    </nav>
  );
}
