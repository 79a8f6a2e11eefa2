import { describe, expect, it } from 'vitest';
import { faultsOf } from './check-server.ts';

const good = {
  version: 150_000,
  isReplica: false,
  fsync: 'on',
  pages: 'on',
  commit: 'on',
  encoding: 'UTF8',
};

describe('a database server', () => {
  it.each(['on', 'local', 'remote_write', 'remote_apply'])(
    'is used with synchronous_commit = %s',
    (commit) => {
      expect(faultsOf({ ...good, commit })).toEqual([]);
    },
  );

  it.each([
    [{ fsync: 'off' }, /set fsync = on/],
    [{ pages: 'off' }, /set full_page_writes = on/],
    [{ commit: 'off' }, /set synchronous_commit = on/],
    [{ isReplica: true }, /read replica/],
    [{ version: 140_013 }, /upgrade/],
    [{ encoding: 'SQL_ASCII' }, /ENCODING UTF8/],
  ])('is refused with %j', (change, remedy) => {
    expect(faultsOf({ ...good, ...change })).toEqual([expect.stringMatching(remedy)]);
  });
});
