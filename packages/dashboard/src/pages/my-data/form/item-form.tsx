import type { ParsedVendors } from '@parley/pod-client';
import { type FormEvent, type ReactNode, useRef } from 'react';
import { Button } from '../../../design/button.tsx';
import { Fold } from '../../../design/fold.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Row, Stack } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { AddresseeField } from './addressee-field.tsx';
import { AudienceField } from './audience-field.tsx';
import { FieldInput } from './field-input.tsx';
import type { ItemChange } from './item-draft.ts';
import type { ItemForm as Form } from './use-item-form.ts';

interface Props {
  /** From `useItemForm`. */
  readonly form: Form;
  /** The companies and circles that the person keeps, for whom it may be. */
  readonly known: ParsedVendors | undefined;
  /** `choice`: everyone, some, or nobody. `addressee`: one company. Default `choice`. */
  readonly audience?: 'choice' | 'addressee' | 'none';
  readonly suggestions?: Readonly<Record<string, readonly string[]>>;
  readonly isBusy: boolean;
  /** Why it could not be saved. A conflict is shown by `ConflictNotice` instead. */
  readonly fault: unknown;
  readonly onSave: (change: ItemChange) => void;
  /** Beside the button that saves. */
  readonly actions?: ReactNode;
  readonly saveWords?: string;
}

/** A form made of the declaration of a category. */
export function ItemForm(props: Props) {
  const { form, known, audience = 'choice', isBusy, fault, onSave, actions } = props;
  const { common } = useWords();
  const element = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const change = form.check();
    if (change !== undefined) onSave(change);
    else requestAnimationFrame(() => focusFirstFault(element.current));
  };
  const Audience = audience === 'choice' ? AudienceField : AddresseeField;
  return (
    <form ref={element} onSubmit={submit} noValidate>
      <Stack>
        <Inputs {...props} />
        {audience !== 'none' && (
          <Audience
            audience={form.draft.audience}
            known={known}
            fault={form.faults['audience']}
            onChange={(next) => form.edit({ audience: next })}
          />
        )}
        {fault !== null && fault !== undefined && <ProblemNotice fault={fault} />}
        <Row>
          <Button type="submit" weight="main" isBusy={isBusy}>
            {props.saveWords ?? common.save}
          </Button>
          {actions}
        </Row>
      </Stack>
    </form>
  );
}

function Inputs({ form, suggestions }: Props) {
  const { myData } = useWords();
  const { first, more } = form.fields;
  const input = (name: string) => (
    <FieldInput key={name} form={form} name={name} suggestions={suggestions?.[name]} />
  );
  const isFilled = (name: string) => (form.draft.texts[name] ?? '') !== '' || form.faults[name] !== undefined;
  return (
    <>
      {first.map(input)}
      {more.length > 0 && (
        <Fold title={myData.form.more} isOpen={more.some(isFilled)}>
          <Stack>{more.map(input)}</Stack>
        </Fold>
      )}
    </>
  );
}

function focusFirstFault(form: HTMLFormElement | null): void {
  form
    ?.querySelector<HTMLElement>('[aria-invalid="true"], [data-faulty] input, [data-faulty] select')
    ?.focus();
}
