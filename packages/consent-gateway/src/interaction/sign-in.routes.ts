import express, { Router } from 'express';
import { GatewayError } from '../gateway-error.ts';
import { continueUrl } from '../owner-api/owner-acts.ts';
import { CALLBACK_PATH, CLIENT_DOCUMENT_PATH, confirmSignIn, type SignInOptions } from './sign-in.ts';

const FORM_LIMIT = '32kb';

/** The gateway as a client of owners' providers: its client document, and the address where answers arrive. */
export function createSignInRoutes(options: SignInOptions & { gatewayName: string; local: boolean }): Router {
  const router = Router();
  router.get(CLIENT_DOCUMENT_PATH, (_request, response) => {
    response.type('application/ld+json').send(JSON.stringify(clientDocument(options)));
  });
  router.post(
    CALLBACK_PATH,
    express.urlencoded({ extended: false, limit: FORM_LIMIT }),
    async (request, response) => {
      const { state, id_token: idToken } = request.body as Record<string, unknown>;
      if (typeof state !== 'string' || typeof idToken !== 'string')
        throw new GatewayError('access_denied', 'the provider did not confirm');
      const { pending, ticket } = await confirmSignIn({ state, idToken }, options);
      response.redirect(303, continueUrl(options.gateway, pending.interactionUid, ticket));
    },
  );
  return router;
}

/** @see https://solidproject.org/TR/oidc#clientids-document */
function clientDocument(options: { gateway: string; gatewayName: string; local: boolean }): object {
  return {
    '@context': ['https://www.w3.org/ns/solid/oidc-context.jsonld'],
    client_id: options.gateway + CLIENT_DOCUMENT_PATH,
    client_name: options.gatewayName,
    client_uri: options.gateway,
    // Providers take loopback http addresses only from a program on the same machine.
    application_type: options.local ? 'native' : 'web',
    redirect_uris: [options.gateway + CALLBACK_PATH],
    response_types: ['id_token'],
    grant_types: ['implicit'],
    token_endpoint_auth_method: 'none',
    scope: 'openid webid',
  };
}
