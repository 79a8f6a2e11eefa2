import type { ConsentView } from '@parley/protocol';
import { useMemo } from 'react';
import { useGateway } from '../../../gateway/gateway.tsx';
import { kept } from '../../../gateway/queries.ts';
import type { PreviewSource } from '../../requests/asked/use-preview.ts';

/** What the company gets by a consent as it is now. */
export function useConsentPreview({ consentId, version }: ConsentView): PreviewSource {
  const gateway = useGateway();
  return useMemo(
    () => ({
      key: [...kept.consent(consentId), String(version)],
      load: (asked) => gateway.previewConsent(consentId, asked),
    }),
    [gateway, consentId, version],
  );
}
