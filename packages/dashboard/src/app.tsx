import type { DashboardConfiguration } from '@parley/protocol';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, Suspense, use, useState } from 'react';
import { useLocation } from 'wouter';
import { ConfigurationProvider } from './configuration.tsx';
import { Skeleton } from './design/skeleton.tsx';
import { ToastProvider } from './design/toast.tsx';
import { GatewayProvider } from './gateway/gateway.tsx';
import { LiveUpdate } from './gateway/live-update.tsx';
import { createQueryClient } from './gateway/query-client.ts';
import { Routes } from './routes.tsx';
import type { SessionStart } from './session/open-session.ts';
import { SessionProvider, useSession } from './session/session.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import { Shell } from './shell/shell.tsx';
import { WhenBroken } from './shell/when-broken.tsx';
import { LocaleProvider, useWords } from './words/locale.tsx';

/** What is asked for while the page loads. */
export interface Starting {
  readonly configuration: Promise<DashboardConfiguration>;
  readonly session: Promise<SessionStart>;
}

export function App({ starting }: { readonly starting: Starting }) {
  const [place] = useLocation();
  return (
    <LocaleProvider>
      <WhenBroken place={place}>
        <Suspense fallback={<Restoring />}>
          <Started starting={starting} />
        </Suspense>
      </WhenBroken>
    </LocaleProvider>
  );
}

function Started({ starting }: { readonly starting: Starting }) {
  const configuration = use(starting.configuration);
  const start = use(starting.session);
  return (
    <ConfigurationProvider value={configuration}>
      <SessionProvider start={start}>
        <ToastProvider>
          {start.signedIn === undefined ? (
            <Shell>
              <SignInPage />
            </Shell>
          ) : (
            <SignedInApp />
          )}
        </ToastProvider>
      </SessionProvider>
    </ConfigurationProvider>
  );
}

function SignedInApp() {
  const [place] = useLocation();
  return (
    <Data>
      <Shell>
        <WhenBroken place={place}>
          <Routes />
        </WhenBroken>
      </Shell>
    </Data>
  );
}

function Data({ children }: { readonly children: ReactNode }) {
  const { end } = useSession();
  const [queryClient] = useState(() => createQueryClient(end));
  return (
    <GatewayProvider>
      <QueryClientProvider client={queryClient}>
        <LiveUpdate />
        {children}
      </QueryClientProvider>
    </GatewayProvider>
  );
}

function Restoring() {
  const { session } = useWords();
  return (
    <main>
      <Skeleton words={session.restoring} lines={6} />
    </main>
  );
}
