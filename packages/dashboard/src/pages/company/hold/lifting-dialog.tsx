import type { VendorView } from '@parley/protocol';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';

interface Props {
  readonly vendor: VendorView;
  readonly onLift: () => void;
  readonly onClose: () => void;
}

/** Asks once, and says how to find out whether the change is the company's own. */
export function LiftingDialog({ vendor, onLift, onClose }: Props) {
  const { lifting } = useWords().onHold;
  return (
    <Dialog
      title={lifting.title(companyName(vendor))}
      onClose={onClose}
      actions={
        <>
          <Button weight="main" onClick={onLift}>
            {lifting.confirm}
          </Button>
          <Button onClick={onClose}>{lifting.keep}</Button>
        </>
      }
    >
      <p>{lifting.ask}</p>
      <p>{lifting.only}</p>
    </Dialog>
  );
}
