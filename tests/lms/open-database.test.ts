import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { isInUse, openDatabase } from '../../src/lms/store/open-database.js';

// Files and processes are slow where many programs share a processor.
vi.setConfig({ testTimeout: 60_000 });

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'local-lms-data-'));

test('data that another program holds are left alone until it ends', async () => {
  const folder = await newFolder();
  const first = openDatabase(folder);
  expect(() => openDatabase(folder)).toThrow(
    `Another local LMS uses the data in ${folder}. Stop that one, or start with --data and another folder.`,
  );
  expect(isInUse(folder)).toBe(true);
  first.close();
  expect(isInUse(folder)).toBe(false);
  openDatabase(folder).close();
});

test('a damaged file is named with the way out', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'lms.sqlite'), 'no database at all');
  expect(() => openDatabase(folder)).toThrow(
    `The file lms.sqlite in ${folder} is damaged or no database. Start with --reset to begin anew, or start with --data and another folder.`,
  );
  expect(isInUse(folder)).toBe(false);
});

test('data of another version are named with the way out', async () => {
  const folder = await newFolder();
  const database = openDatabase(folder);
  database.execute('pragma user_version = 99');
  database.close();
  expect(() => openDatabase(folder)).toThrow(
    `The data in ${folder} has tables of version 99; this program reads version 3. Start with --reset to begin anew, or start with --data and another folder.`,
  );
});

test('a file in the place of the folder is named', async () => {
  const path = join(await newFolder(), 'file');
  await writeFile(path, '');
  expect(() => openDatabase(path)).toThrow(
    /^Nothing can be kept in .+: EEXIST: .+\. Start with --data and another folder\.$/,
  );
});
