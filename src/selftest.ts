import { standardOf, type PackagedEdition } from './runtime/lms/find-api.js';
import { runSelfTest, type SelfTestRow } from './runtime/self-test/selftest.js';

/** Set by the build: which standard this package was made for. */
declare const PACKAGED_EDITION: Exclude<PackagedEdition, 'web'>;

void runSelfTest(window, standardOf(PACKAGED_EDITION)).then((rows) => {
  document.querySelector('tbody')?.append(...rows.map(line));
});

/** An LMS's answers are hostile input: they are only ever shown as text. */
function line({ id, value, verdict }: SelfTestRow): HTMLElement {
  const element = document.createElement('tr');
  for (const text of [id, value, verdict]) {
    element.append(Object.assign(document.createElement('td'), { textContent: text }));
  }
  return element;
}
