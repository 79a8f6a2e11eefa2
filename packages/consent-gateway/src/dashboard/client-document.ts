/** By these the dashboard's own script knows them too. */
export const CLIENT_DOCUMENT_PATH = '/client.jsonld';
const SIGNED_IN_PATH = '/signed-in';

/**
 * Says to owners' providers what the dashboard is and where they may send the browser back: its client id is this document's address.
 *
 * @see https://solidproject.org/TR/oidc#clientids-document
 */
export function dashboardClientDocument({
  origin,
  name,
}: {
  readonly origin: string;
  readonly name: string;
}): object {
  return {
    '@context': ['https://www.w3.org/ns/solid/oidc-context.jsonld'],
    client_id: origin + CLIENT_DOCUMENT_PATH,
    client_name: name,
    client_uri: `${origin}/`,
    application_type: 'web',
    redirect_uris: [origin + SIGNED_IN_PATH],
    post_logout_redirect_uris: [`${origin}/`],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'none',
    scope: 'openid webid offline_access',
  };
}
