import { clientId, documentServed, documentWords } from './checks/client-document.ts';
import { clock, gatewayAbilities, gatewayReached, knownToGateway } from './checks/gateway.ts';
import { keyFile, keyMode, keySecrecy } from './checks/key.ts';
import { publishedKey } from './checks/published-key.ts';
import { receiptStore, savedReceipts } from './checks/receipts.ts';
import { callbackReached, redirectRegistered } from './checks/redirect-uri.ts';
import { webhook } from './checks/webhook.ts';
import type { Check } from './finding.ts';

/** In the order in which they are mended. */
export const CHECKS: readonly Check[] = [
  keyFile,
  keyMode,
  keySecrecy,
  documentServed,
  clientId,
  documentWords,
  publishedKey,
  redirectRegistered,
  callbackReached,
  gatewayReached,
  gatewayAbilities,
  clock,
  knownToGateway,
  receiptStore,
  savedReceipts,
  webhook,
];
