import { describe, expect, it } from 'vitest';
import { parseConsentDocument } from './parse-consent-document.ts';

const url = 'https://pod.example/parley/consents/consent_x.ttl';
const parse = (turtle: string) =>
  parseConsentDocument(
    `@prefix p: <https://w3id.org/parley#>. @prefix dpv: <https://w3id.org/dpv#>. ${turtle}`,
    url,
  );

describe('a consent’s document as anybody may have edited it', () => {
  it('gives the signed statements by their numbers, not by where they stand', () => {
    const { jws, evidence } =
      parse(`<#c> p:jws "10"; p:sequence 10. <#b> p:jws "9"; p:sequence 9; p:evidence "E".
      <#a> p:jws "1"; p:sequence 1.`);
    expect({ jws, evidence }).toEqual({ jws: ['1', '9', '10'], evidence: ['E'] });
  });

  it('puts what has no number, or two, at the end, and keeps two statements of one number', () => {
    const { jws } =
      parse(`<#x> p:jws "unnumbered". <#y> p:jws "two"; p:sequence 0, 1. <#z> p:jws "text"; p:sequence "1.5".
      <#a> p:jws "b", "a"; p:sequence 1. <#i> p:jws <#not-a-text>; p:sequence 2.`);
    expect(jws).toEqual(['a', 'b', 'text', 'two', 'unnumbered']);
  });

  it.each([
    ['<#s> a dpv:ConsentWithdrawn.', true],
    ['<#s> dpv:hasConsentStatus dpv:ConsentRevoked.', true],
    ['<#s> a dpv:ConsentGiven.', false],
    ['<#s> dpv:hasConsentStatus p:ConsentPaused.', false],
    ['<#s> p:note "https://w3id.org/dpv#ConsentWithdrawn".', false],
  ])('takes %s as saying that it has ended: %s', (turtle, saysEnded) => {
    expect(parse(turtle).saysEnded).toBe(saysEnded);
  });
});
