import { describe, expect, it } from 'vitest';
import { connect, ENTRY, GATEWAY, REDIRECT_URI } from './test-support/connect.ts';

describe('a request that is taken back', () => {
  it('is named by what was signed, by the request or later by its handle', async () => {
    const { gateway, client } = await connect();
    const request = await client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    gateway.owner.defer(request.url);
    await request.cancel();
    await client.at(GATEWAY).cancel(JSON.parse(JSON.stringify(request.handle)));
    const { requestSha256 } = request.handle;
    expect(gateway.requests.at(-1)).toBe(`POST /v1/requests/${requestSha256}/cancel`);
  });

  it('is decided already: the error says what became of it', async () => {
    const { gateway, client } = await connect();
    const request = await client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    gateway.owner.give(request.url);
    const error = { code: 'request_ended', consentStatus: 'given' };
    await expect(request.cancel()).rejects.toMatchObject(error);
  });

  it('is one of this gateway, and the word for it is for this one', async () => {
    const { gateway, client } = await connect();
    const { handle } = await client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    const elsewhere = client.at('https://other.example').cancel(handle);
    await expect(elsewhere).rejects.toMatchObject({ code: 'invalid_options' });
    gateway.answerNext('/v1/requests', () =>
      Response.json({ request_sha256: 'another', status: 'cancelled' }),
    );
    await expect(client.at(GATEWAY).cancel(handle)).rejects.toMatchObject({ code: 'invalid_response' });
  });
});
