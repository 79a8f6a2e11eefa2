import {
  authorizationDetailsSchema,
  backchannelAnswerSchema,
  CIBA_GRANT_TYPE,
  tokenResponseExtensionSchema,
} from '@parley/protocol';
import { type Json, jsonBody, ok, schemaOf } from './parts.ts';

const OAUTH_ERROR = {
  description:
    'An OAuth error (RFC 6749, section 5.2). For a consent that is paused or has ended it says so.',
  ...jsonBody({
    type: 'object',
    required: ['error'],
    properties: {
      error: { type: 'string' },
      error_description: { type: 'string' },
      consent_status: { type: 'string' },
      delete_by: { type: 'string', format: 'date-time' },
      resumes_at: { type: 'string', format: 'date-time' },
    },
  }),
};

const CLIENT_AUTHENTICATION = {
  client_id: { type: 'string' },
  client_assertion_type: { const: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' },
  client_assertion: {
    type: 'string',
    description: 'private_key_jwt, ES256, `aud` is the issuer, at most 60 s',
  },
};

/** The authorization server in outline: its metadata at /.well-known/oauth-authorization-server is what clients read. */
export function oauthPaths(): Json {
  return {
    '/request': { post: pushedRequest() },
    '/auth': { get: authorization() },
    '/backchannel': { post: backchannelRequest() },
    '/token': { post: token() },
    '/token/revocation': { post: revocation() },
  };
}

function pushedRequest(): Json {
  return {
    operationId: 'push_access_request',
    summary:
      'Ask: a pushed authorization request (RFC 9126) with a signed request object (RFC 9101) and a DPoP proof',
    description:
      'The request object holds `authorization_details`, `code_challenge` (S256), `redirect_uri`, `jti`, at most 600 s.',
    requestBody: formBody({
      ...CLIENT_AUTHENTICATION,
      request: { type: 'string', description: 'JWS, typ oauth-authz-req+jwt' },
    }),
    responses: {
      201: ok('`request_uri` for the browser.', {
        type: 'object',
        properties: { request_uri: { type: 'string' }, expires_in: { type: 'integer' } },
      }),
      400: OAUTH_ERROR,
      401: OAUTH_ERROR,
    },
  };
}

function authorization(): Json {
  return {
    operationId: 'authorize',
    summary: 'Where the browser is sent with `client_id` and `request_uri`; the owner decides there',
    parameters: ['client_id', 'request_uri'].map((name) => ({
      in: 'query',
      name,
      required: true,
      schema: { type: 'string' },
    })),
    responses: {
      303: {
        description:
          "To the owner's decision, and then to `redirect_uri` with `code` and `iss`, or `error`; with `ciba_hint` where the owner decides later.",
      },
    },
  };
}

function backchannelRequest(): Json {
  return {
    operationId: 'ask_without_browser',
    summary: 'Ask while the owner is away (CIBA, poll mode), with a signed request object (RFC 9101)',
    description:
      'The request object holds `login_hint`, `binding_message`, `authorization_details`, `scope` with `openid`, `client_id`, `jti`, at most 600 s. The answer does not say whether anybody was asked.',
    requestBody: formBody({
      ...CLIENT_AUTHENTICATION,
      request: { type: 'string', description: 'JWS, typ oauth-authz-req+jwt' },
    }),
    responses: {
      200: ok('What to poll with, and how often at most.', schemaOf(backchannelAnswerSchema)),
      400: OAUTH_ERROR,
      401: OAUTH_ERROR,
    },
  };
}

function token(): Json {
  const answer = {
    allOf: [
      {
        type: 'object',
        required: ['access_token', 'token_type', 'expires_in'],
        properties: {
          access_token: { type: 'string', description: 'at+jwt, at most 300 s' },
          token_type: { const: 'DPoP' },
          expires_in: { type: 'integer' },
          refresh_token: { type: 'string' },
          authorization_details: schemaOf(authorizationDetailsSchema),
        },
      },
      schemaOf(tokenResponseExtensionSchema),
    ],
  };
  return {
    operationId: 'get_token',
    summary:
      'A token: by code, by polling for the answer to a backchannel request, by refresh token, or with the receipt as assertion (RFC 7523); with a DPoP proof',
    requestBody: formBody({
      ...CLIENT_AUTHENTICATION,
      grant_type: {
        enum: [
          'authorization_code',
          CIBA_GRANT_TYPE,
          'refresh_token',
          'urn:ietf:params:oauth:grant-type:jwt-bearer',
        ],
      },
      code: { type: 'string' },
      auth_req_id: { type: 'string' },
      code_verifier: { type: 'string' },
      redirect_uri: { type: 'string' },
      refresh_token: { type: 'string' },
      assertion: { type: 'string', description: 'the receipt' },
    }),
    responses: {
      200: ok('The token, and the receipt: keep the receipt.', answer),
      400: OAUTH_ERROR,
      401: OAUTH_ERROR,
    },
  };
}

function revocation(): Json {
  return {
    operationId: 'revoke_token',
    summary:
      'Revocation (RFC 7009) of the refresh token: the vendor gives the consent back. It ends, also while it is paused.',
    requestBody: formBody({ ...CLIENT_AUTHENTICATION, token: { type: 'string' } }),
    responses: { 200: ok('Done.'), 400: OAUTH_ERROR, 401: OAUTH_ERROR },
  };
}

function formBody(properties: Json): Json {
  return {
    required: true,
    content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties } } },
  };
}
