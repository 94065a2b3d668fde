import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { showAllNow, showInTurn, showNewInTurn } from '../../src/ui/lesson/show-in-turn.js';

afterEach(() => vi.restoreAllMocks());

/** Three paragraphs on the page. */
function paragraphs(): readonly HTMLElement[] {
  const main = document.createElement('main');
  main.innerHTML = '<p>1</p><p>2</p><p>3</p>';
  document.body.append(main);
  onTestFinished(() => main.remove());
  return [...main.querySelectorAll('p')];
}

function shown(parts: readonly HTMLElement[]): string {
  return parts.flatMap(({ hidden, textContent }) => (hidden ? [] : [textContent])).join(' ');
}

/** What is on show at the end of each task until `show` is over, where laying the page out takes `ms`. */
async function tasksOf(
  parts: readonly HTMLElement[],
  ms: number,
  show: () => Promise<unknown> = () => showInTurn(parts),
): Promise<readonly string[]> {
  let now = 0;
  const laysOut = vi.spyOn(document.documentElement, 'getBoundingClientRect');
  laysOut.mockImplementation(() => {
    now += ms;
    return new DOMRect();
  });
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const tasks: string[] = [];
  const { setTimeout } = globalThis;
  vi.stubGlobal('setTimeout', (task: () => void) => {
    tasks.push(shown(parts));
    return setTimeout(task);
  });
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  await show();
  return [...tasks, shown(parts)];
}

test('parts that are shown in turn are hidden first, and come all together where that takes no time', async () => {
  expect(await tasksOf(paragraphs(), 0)).toEqual(['', '1 2 3']);
});

test('parts that take long come one in each task, from the first to the last', async () => {
  // The second task lays out what stands around them.
  expect(await tasksOf(paragraphs(), 20)).toEqual(['', '', '1', '1 2', '1 2 3']);
});

test('a task takes as many parts as it has time for', async () => {
  expect(await tasksOf(paragraphs(), 3)).toEqual(['', '1 2', '1 2 3']);
});

test('parts wait for all those that were to be shown before them', async () => {
  const [first, ...others] = paragraphs();
  const all = first ? [first, ...others] : [];
  const showing = () => Promise.all([showInTurn(others), showInTurn(all.slice(0, 1))]);
  expect(await tasksOf(all, 20, showing)).toEqual(['', '', '2', '2 3', '2 3', '1 2 3']);
});

test('of a change only what is new comes in turn', async () => {
  const parts = paragraphs();
  const main = parts[0]?.parentElement;
  if (!main) throw new Error('The paragraphs are nowhere.');
  const added = document.createElement('p');
  added.textContent = '4';
  const showing = showNewInTurn(main, 'p', () => {
    main.append(added);
  });
  expect(shown([...parts, added])).toBe('1 2 3');
  await showing;
  expect(shown([...parts, added])).toBe('1 2 3 4');
});

test('who needs all parts at once gets them', async () => {
  const parts = paragraphs();
  const showing = showInTurn(parts);
  showAllNow();
  expect(shown(parts)).toBe('1 2 3');
  await showing;
});
