import type { InvitationView } from '@parley/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { useToast } from '../../../design/toast.tsx';
import { useGateway } from '../../../gateway/gateway.tsx';
import { kept } from '../../../gateway/queries.ts';
import { useWords } from '../../../words/locale.tsx';

interface Props {
  readonly name: string;
  readonly invitation: InvitationView;
  readonly onClose: () => void;
}

/** Asks once before a link stops working. */
export function RevokeDialog({ name, invitation, onClose }: Props) {
  const { common, companies } = useWords();
  const words = companies.invitations;
  const gateway = useGateway();
  const queries = useQueryClient();
  const say = useToast();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => gateway.revokeInvitation(invitation.invitationId),
    onSuccess() {
      onClose();
      say({ text: words.revoked });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: kept.invitations }),
  });
  return (
    <Dialog
      title={words.revokeTitle(name)}
      onClose={onClose}
      actions={
        <>
          <Button weight="danger" isBusy={isPending} onClick={() => mutate()}>
            {words.revoke}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </>
      }
    >
      <p>{words.revokeText}</p>
      {error !== null && <ProblemNotice fault={error} />}
    </Dialog>
  );
}
