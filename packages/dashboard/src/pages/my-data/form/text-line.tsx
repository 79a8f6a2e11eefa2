import { type ComponentProps, useId } from 'react';
import { Field } from '../../../design/field.tsx';

const MOST_SUGGESTED = 50;

type Props = ComponentProps<typeof Field> & { readonly suggestions?: readonly string[] | undefined };

/** A line, with what was written there before. */
export function TextLine({ suggestions = [], ...field }: Props) {
  const id = useId();
  if (suggestions.length === 0) return <Field {...field} />;
  return (
    <div>
      <Field {...field} list={id} autoComplete="off" />
      <datalist id={id}>
        {suggestions.slice(0, MOST_SUGGESTED).map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </div>
  );
}
