import type { FakeState } from '../fake-state.ts';

/** Answers one request, or throws `Refused`. */
export type Endpoint = (request: Request, state: FakeState) => Promise<Response>;
