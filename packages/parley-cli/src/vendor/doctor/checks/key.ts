import { parseObject } from '../../setup/parse-object.ts';
import { bad, type Check, good, unknown } from '../finding.ts';
import { PUBLISHED_KEYS } from './published-keys.ts';

const OTHERS_BITS = 0o077;

export const keyFile: Check = {
  name: 'key',
  judge({ key, setup: { keyFile: file } }) {
    if (key.text === undefined)
      return bad(
        'key_unreadable',
        `${file} cannot be read`,
        "name your key's file, or make one: parley init",
      );
    if (!key.isPair)
      return bad(
        'key_not_es256',
        `${file} is no private P-256 key (ES256) as a JSON Web Key`,
        'make one with generateVendorKey() of @parley/vendor-sdk',
      );
    return good(`${file} is a key for ES256`);
  },
};

export const keyMode: Check = {
  name: 'key file mode',
  judge({ key, setup: { keyFile: file } }) {
    if (key.mode === undefined) return unknown('this file system tells no permissions');
    const mode = key.mode.toString(8).padStart(4, '0');
    if ((key.mode & OTHERS_BITS) !== 0)
      return bad(
        'key_exposed',
        `other users of this machine may read or write it (${mode})`,
        `chmod 600 ${file}`,
      );
    return good(`${mode}: nobody else reads it`);
  },
};

export const keySecrecy: Check = {
  name: 'key is yours alone',
  judge({ key }) {
    if (!key.isPair) return unknown('there is no key to look at');
    const { x } = parseObject(key.text ?? '') ?? {};
    if (PUBLISHED_KEYS.has(String(x)))
      return bad(
        'key_published',
        'it is an example that stands in a document: anybody can sign as you',
        'make one of your own with generateVendorKey(), publish it, and throw this one away',
      );
    return good('no known example');
  },
};
