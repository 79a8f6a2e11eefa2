export { createFakeGateway, type FakeGateway, type FakeGatewayOptions } from './create-fake-gateway.ts';
export type { FakeOwner, OnConsent } from './fake-owner.ts';
export type { FakeData } from './fake-state.ts';
export type { Kept } from './keep-only.ts';
export { signTestWebhook, TEST_WEBHOOK_PUBLIC_KEY, type TestWebhook } from './sign-test-webhook.ts';
