import { type KnownCircle, saveCircle } from '@parley/pod-client';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Row } from '../../../design/stack.tsx';
import { useToast } from '../../../design/toast.tsx';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import type { Company } from '../company.ts';
import { useChangeKnown } from '../known/use-change-known.ts';
import { useUndo } from '../known/use-undo.ts';
import { AddToCircle } from './add-to-circle.tsx';
import { deleteCircle, restoreCircle } from './circle-acts.ts';
import { CircleMembers } from './circle-members.tsx';
import { CircleNameForm } from './circle-name-form.tsx';

interface Props {
  readonly circle: KnownCircle;
  readonly circles: readonly KnownCircle[];
  readonly members: readonly Company[];
  readonly others: readonly Company[];
}

/** One circle: who is in it, and what it is called. */
export function CircleCard({ circle, circles, members, others }: Props) {
  const { companies } = useWords();
  const words = companies.circles;
  const [isNaming, setNaming] = useState(false);
  const name = companyName(circle);
  const { remove, error } = useRemoveCircle(circle, members);
  return (
    <Card title={<bdi>{name}</bdi>}>
      <CircleMembers circle={circle} members={members} />
      <AddToCircle circle={circle} others={others} />
      {error !== null && <ProblemNotice fault={error} />}
      {isNaming ? (
        <Rename circle={circle} circles={circles} onClose={() => setNaming(false)} />
      ) : (
        <Row>
          <Button weight="quiet" aria-label={words.renameOf(name)} onClick={() => setNaming(true)}>
            {words.rename}
          </Button>
          <Button weight="quiet" aria-label={words.removeOf(name)} onClick={remove}>
            {words.remove}
          </Button>
        </Row>
      )}
    </Card>
  );
}

function useRemoveCircle(circle: KnownCircle, members: readonly Company[]) {
  const { companies } = useWords();
  const words = companies.circles;
  const name = companyName(circle);
  const say = useToast();
  const undo = useUndo();
  const { mutate, error } = useChangeKnown();
  const remove = (): void =>
    mutate(async (pod) => {
      await deleteCircle(pod, circle);
      say({
        text: words.removed(name),
        undo: () => undo((again) => restoreCircle(again, { circle, members }), words.restored(name)),
      });
    });
  return { remove, error };
}

interface RenameProps extends Pick<Props, 'circle' | 'circles'> {
  readonly onClose: () => void;
}

function Rename({ circle, circles, onClose }: RenameProps) {
  const { common, companies } = useWords();
  const words = companies.circles;
  const say = useToast();
  const { mutate, isPending, error } = useChangeKnown();
  const rename = (name: string): void =>
    mutate(async (pod) => {
      await saveCircle(pod, { circle: { ...circle, name }, before: circle });
      onClose();
      say({ text: words.renamed(companyName({ name })) });
    });
  return (
    <CircleNameForm
      label={words.newName}
      name={circle.name}
      act={common.save}
      taken={circles.filter(({ id }) => id !== circle.id).map(({ name }) => name)}
      isBusy={isPending}
      fault={error}
      onName={rename}
    >
      <Button weight="quiet" onClick={onClose}>
        {common.cancel}
      </Button>
    </CircleNameForm>
  );
}
