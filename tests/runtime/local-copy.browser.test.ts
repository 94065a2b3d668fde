import { afterEach, expect, test } from 'vitest';
import { learnerOf, type Learner } from '../../src/runtime/opening/learner.js';
import { BrowserCopy, deleteOldCopies } from '../../src/runtime/opening/local-copy.js';

const ada = learner('ada');
const MONTH_MS = 30 * 86_400_000;

function learner(id: string): Learner {
  const found = learnerOf(window, 'small-lesson', id);
  if (!found) throw new Error(`"${id}" is nobody.`);
  return found;
}

afterEach(async () => {
  localStorage.clear();
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('career-byte.').onsuccess = resolve;
  });
});

test('a copy is kept in the database, too, which a killed browser does not lose', async () => {
  const copy = new BrowserCopy(window, ada);
  copy.write('earlier');
  copy.write('the work');
  await expect.poll(() => new BrowserCopy(window, ada).read()).toMatchObject({ text: 'the work' });
  localStorage.clear();
  await expect.poll(() => new BrowserCopy(window, ada).read()).toMatchObject({ text: 'the work' });
  expect(await new BrowserCopy(window, learner('bob')).read()).toBeNull();
});

test('a copy that is removed is in neither place', async () => {
  const copy = new BrowserCopy(window, ada);
  copy.write('the work');
  copy.remove();
  await expect.poll(() => new BrowserCopy(window, ada).read()).toBeNull();
  expect(localStorage.length).toBe(0);
});

test('old copies of every learner are deleted from both places', async () => {
  const now = Date.now;
  Date.now = () => now() - MONTH_MS;
  const copy = new BrowserCopy(window, ada);
  copy.write('the work');
  await expect.poll(() => new BrowserCopy(window, ada).read()).toMatchObject({ text: 'the work' });
  Date.now = now;
  await deleteOldCopies(window);
  Date.now = () => now() - MONTH_MS;
  const left = await new BrowserCopy(window, ada).read();
  Date.now = now;
  expect([left, localStorage.length]).toEqual([null, 0]);
});
