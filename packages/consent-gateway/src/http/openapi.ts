import { type Categories, problemDetailsSchema, categories as published } from '@parley/protocol';
import { conversationPaths } from './openapi/conversation-paths.ts';
import { honourPaths } from './openapi/honour-paths.ts';
import { oauthPaths } from './openapi/oauth-paths.ts';
import { ownerPaths } from './openapi/owner-paths.ts';
import { type Json, schemaOf } from './openapi/parts.ts';
import { readPaths } from './openapi/read-paths.ts';
import { vendorEventPaths } from './openapi/vendor-event-paths.ts';
import { vendorPaths } from './openapi/vendor-paths.ts';

export interface OpenApiOptions {
  readonly origin: string;
  /** Default: the published ones. */
  readonly categories?: Categories;
}

/** The gateway's interfaces as an OpenAPI 3.1 document, made from the schemas that the requests are checked by. */
export function openApiDocument({ origin, categories = published }: OpenApiOptions): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley consent gateway',
      version: '1',
      description:
        'A vendor asks, the owner decides, the vendor reads what was approved, for the stated purpose, until it ends.',
    },
    servers: [{ url: origin }],
    paths: {
      ...conversationPaths(readPaths(categories)),
      ...honourPaths(),
      ...vendorPaths(),
      ...vendorEventPaths(),
      ...ownerPaths(),
      ...oauthPaths(),
    },
    components: {
      schemas: { Problem: schemaOf(problemDetailsSchema) },
      securitySchemes: {
        vendor: {
          type: 'http',
          scheme: 'DPoP',
          description:
            'An access token of this gateway under the scheme DPoP, with a proof (RFC 9449) that has `ath` and the nonce of the last answer.',
        },
        owner: {
          type: 'http',
          scheme: 'DPoP',
          description: "A Solid-OIDC access token of the owner's own provider, with a proof.",
        },
      },
    },
  };
}
