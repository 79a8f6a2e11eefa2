import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useConfiguration } from '../configuration.tsx';
import { useSignedIn } from '../session/session.tsx';
import { createGatewayClient, type GatewayClient } from './gateway-client.ts';

const GatewayContext = createContext<GatewayClient | undefined>(undefined);

/** The gateway, as the person who has signed in. */
export function GatewayProvider({ children }: { readonly children: ReactNode }) {
  const { gateway } = useConfiguration();
  const { fetch } = useSignedIn();
  const client = useMemo(() => createGatewayClient({ gateway, fetch }), [gateway, fetch]);
  return <GatewayContext value={client}>{children}</GatewayContext>;
}

export function useGateway(): GatewayClient {
  const client = useContext(GatewayContext);
  if (client === undefined) throw new Error('no GatewayProvider');
  return client;
}
