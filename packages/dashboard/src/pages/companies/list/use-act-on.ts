import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useToast } from '../../../design/toast.tsx';
import { useGateway } from '../../../gateway/gateway.tsx';
import { problemWords } from '../../../gateway/problem-words.ts';
import { kept } from '../../../gateway/queries.ts';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import { type Act, actOn, concerned } from '../all/act-on.ts';
import type { Company } from '../company.ts';

/** Does something with one company, and says so. A pause can be taken back where it is said. */
export function useActOn(company: Company) {
  const gateway = useGateway();
  const queries = useQueryClient();
  const say = useToast();
  const { companies: words, problems } = useWords();
  const name = companyName(company);
  const didOf = { pause: words.didPause, resume: words.didResume, withdraw: words.didStop };
  const refresh = () =>
    Promise.all([kept.consents, kept.ledger].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const resume = async (): Promise<void> => {
    try {
      for (const { consentId } of concerned(company, 'pause')) await gateway.resume(consentId);
      say({ text: words.didResume(name) });
    } catch (fault) {
      say({ text: problemWords(fault, problems) });
    }
    await refresh();
  };
  return useMutation({
    mutationFn: (act: Act) => actOn(company, { act, gateway }),
    onSuccess(result, act) {
      const text = result === 'pending' ? `${didOf[act](name)} ${words.podLater}` : didOf[act](name);
      say({ text, ...(act === 'pause' ? { undo: () => void resume() } : {}) });
    },
    onSettled: refresh,
  });
}
