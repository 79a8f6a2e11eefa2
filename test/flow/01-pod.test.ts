import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import { inject } from 'vitest';
import { createCssAccount } from '../../scripts/support/css-account.ts';
import { podContract } from '../contracts/pod.contract.ts';
import { TRIED_SERVERS } from '../support/tried-servers.ts';

/** Stage 0 against a real server: owner, gateway and stranger log in with client credentials of their own. */
podContract(
  TRIED_SERVERS.css.title,
  async () => {
    const oidcIssuer = inject('cssUrl');
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
      rulesSuffix: '.acl',
      close: async () => {
        await Promise.all([owner, gateway, stranger].map((session) => session.close()));
      },
    };
  },
  TRIED_SERVERS.css.lacks,
);
