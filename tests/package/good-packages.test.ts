import { expect, test } from 'vitest';
import { EDITIONS } from '../../manifest/editions.js';
import { rawEntries } from '../support/raw-zip.js';
import { findingsAfter } from '../support/sample-package.js';

test.each(EDITIONS)('the %s package of the build has no findings', async (edition) => {
  expect(await findingsAfter(edition, rawEntries)).toBe('');
});
