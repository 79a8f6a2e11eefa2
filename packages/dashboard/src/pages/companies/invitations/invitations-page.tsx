import { LinkButton } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import { PageHeader } from '../../../design/page-header.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { Row, Stack } from '../../../design/stack.tsx';
import { useInvitations } from '../../../gateway/invitation-queries.ts';
import { useWords } from '../../../words/locale.tsx';
import { InvitationRow } from './invitation-row.tsx';
import styles from './invitations.module.css';

/** Every link that was made, and what became of it. */
export function InvitationsPage() {
  const { companies } = useWords();
  const words = companies.invitations;
  const { data, error, refetch, isPending } = useInvitations();
  return (
    <>
      <PageHeader title={words.title} lead={words.lead}>
        <Row>
          <LinkButton to="/companies">{words.toCompanies}</LinkButton>
          <LinkButton to="/companies/add">{companies.add}</LinkButton>
        </Row>
      </PageHeader>
      <Stack>
        {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
        {isPending && error === null && <Skeleton lines={4} />}
        {data?.length === 0 && <EmptyState title={words.empty}>{words.emptyText}</EmptyState>}
        {data !== undefined && data.length > 0 && (
          <Card>
            <ul className={styles['list']}>
              {data.map((invitation) => (
                <li key={invitation.invitationId} className={styles['item']}>
                  <InvitationRow invitation={invitation} />
                </li>
              ))}
            </ul>
          </Card>
        )}
      </Stack>
    </>
  );
}
