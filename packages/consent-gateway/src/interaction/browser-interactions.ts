import type { IncomingMessage, ServerResponse } from 'node:http';

/** PORT: the interaction that a browser carries in its cookie, kept by the authorization server. */
export interface BrowserInteractions {
  /** The one of this browser's cookie, whatever the path says. @throws where there is none */
  interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<{ readonly uid: string }>;
  /** Answers with the way back to the authorization server. */
  interactionFinished(
    request: IncomingMessage,
    response: ServerResponse,
    result: InteractionResult,
    options: { mergeWithLastSubmission: false },
  ): Promise<void>;
}

export type InteractionResult =
  | { error: string; error_description: string }
  | { login: { accountId: string; remember: false }; consent: { grantId: string } };
