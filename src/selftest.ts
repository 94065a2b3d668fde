import { standardOf, type PackagedEdition } from './runtime/lms/packaged-edition.js';
import { runSelfTest } from './runtime/self-test/selftest.js';
import type { SelfTestRow } from './runtime/self-test/selftest-row.js';

/** Put in by the build: which standard this package was made for. */
declare const PACKAGED_EDITION: Exclude<PackagedEdition, 'web'>;

void runSelfTest(window, standardOf(PACKAGED_EDITION)).then((rows) => {
  document.querySelector('tbody')?.append(...rows.map(line));
});

/** What an LMS answers is hostile input: it is only ever shown as text. */
function line({ id, value, verdict }: SelfTestRow): HTMLElement {
  const element = document.createElement('tr');
  for (const text of [id, value, verdict]) {
    element.append(Object.assign(document.createElement('td'), { textContent: text }));
  }
  return element;
}
