import type { KnownCircle } from '@parley/pod-client';
import { useToast } from '../../../design/toast.tsx';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import type { Company } from '../company.ts';
import { useChangeKnown } from '../known/use-change-known.ts';
import { useUndo } from '../known/use-undo.ts';
import { putIntoCircle, takeOutOfCircle } from './circle-acts.ts';

/** Puts companies into a circle and takes them out. Each can be taken back where it is said. */
export function useMembership(circle: KnownCircle) {
  const { companies } = useWords();
  const words = companies.circles;
  const say = useToast();
  const undo = useUndo();
  const { mutate, isPending, error } = useChangeKnown();
  const into = companyName(circle);
  const put = (company: Company): void =>
    mutate(async (pod) => {
      await putIntoCircle(pod, { company, circle });
      const name = companyName(company);
      say({
        text: words.didPutIn(name, into),
        undo: () => undo((again) => takeOutOfCircle(again, { company, circle }), words.tookOut(name, into)),
      });
    });
  const takeOut = (company: Company): void =>
    mutate(async (pod) => {
      await takeOutOfCircle(pod, { company, circle });
      const name = companyName(company);
      say({
        text: words.tookOut(name, into),
        undo: () => undo((again) => putIntoCircle(again, { company, circle }), words.didPutIn(name, into)),
      });
    });
  return { put, takeOut, isPending, error };
}
