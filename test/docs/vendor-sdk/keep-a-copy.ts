import {
  type Consent,
  type CopyStore,
  createVendorClient,
  type VendorClient,
  type VendorClientOptions,
} from '@parley/vendor-sdk';

type Erase = (consentId: string, category: string) => Promise<void>;

export function clientThatKeepsCopies(options: VendorClientOptions, erase: Erase): VendorClient {
  return createVendorClient({
    ...options,
    async onDeletion({ consentId, categories, deletions }) {
      const isOver = deletions.some(({ lost }) => lost === 'ended');
      // What a narrowing took away the next sync has taken out of the copy.
      if (isOver) for (const category of categories) await erase(consentId, category);
      return categories.map((category) => ({ category, outcome: 'deleted' }));
    },
  });
}

export async function refresh(consent: Consent, store: CopyStore): Promise<number> {
  const { upserted, removed } = await consent.sync({ purpose: 'https://w3id.org/dpv#CustomerCare', store });
  return upserted + removed;
}
