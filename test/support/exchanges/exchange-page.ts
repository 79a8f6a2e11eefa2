import type { TestGateway } from '../test-gateway.ts';
import type { TestOwner } from '../test-owner.ts';
import type { TestVendor } from '../test-vendor.ts';
import type { WireVendor } from '../wire-vendor.ts';
import type { Exchange, RecordingProxy } from './recording-proxy.ts';
import { type Neutral, showExchange, showSigned } from './show-exchange.ts';

/** The page on which exchanges are shown as they were on the wire. */
export interface ExchangePage {
  section(title: string, words: string, ...blocks: string[]): void;
  add(...blocks: string[]): void;
  /** The last exchange of this kind. */
  last(method: string, path: RegExp, status: number): string;
  shown(exchange: Exchange): string;
  /** Header and claims of a signed text. */
  signed(jws: string): string;
  text(): string;
}

/** Who takes part in a scenario. */
export interface Scene {
  readonly page: ExchangePage;
  readonly wire: RecordingProxy;
  readonly gateway: TestGateway;
  readonly acme: TestVendor;
  readonly alice: TestOwner;
  /** Acme's requests, by hand. */
  readonly vendor: WireVendor;
}

export function createExchangePage(wire: RecordingProxy, neutral: Neutral): ExchangePage {
  const blocks: string[] = [];
  return {
    section: (title, words, ...shown) => {
      blocks.push(`## ${title}\n\n${words}\n\n${shown.join('\n')}`);
    },
    add: (...shown) => {
      blocks.push(...shown);
    },
    last: (method, path, status) => showExchange(wire.last(method, path, status), neutral),
    shown: (exchange) => showExchange(exchange, neutral),
    signed: (jws) => showSigned(jws, neutral),
    text: () => blocks.join('\n'),
  };
}
