import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import { createCssAccount } from '../../scripts/support/css-account.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { startCss } from '../../scripts/support/start-css.ts';
import { podContract } from '../contracts/pod.contract.ts';

podContract('Community Solid Server with policies', async () => {
  const rootFilePath = await mkdtemp(join(tmpdir(), 'parley-acp-'));
  const css = await startCss({ port: await freePort(), config: 'file-acp', rootFilePath });
  const oidcIssuer = css.baseUrl;
  const logIn = async () => {
    const account = await createCssAccount(oidcIssuer);
    const session = await logInWithClientCredentials({ oidcIssuer, ...account.clientCredentials });
    return { ...session, storage: account.podUrl };
  };
  const [owner, gateway, stranger] = await Promise.all([logIn(), logIn(), logIn()]);
  return {
    owner,
    gateway,
    stranger,
    rulesSuffix: '.acr',
    close: async () => {
      await Promise.all([owner, gateway, stranger].map((session) => session.close()));
      await css.stop();
      await rm(rootFilePath, { recursive: true });
    },
  };
});
