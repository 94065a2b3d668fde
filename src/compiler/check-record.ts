import { FORMAT_VERSION, type Byte, type Section, type Settings } from '../core/byte.js';
import { lessonOf } from '../core/lesson.js';
import { clashingIds, SUSPEND_DATA_LIMIT, worstCaseLength } from '../core/suspend-data.js';
import type { Placed, Report } from './check-content.js';
import { settings } from './content-schema.js';

/** A learner's record must fit, and name each thing, whatever the learner does. */
export function checkRecord(sections: readonly Placed<Section>[], report: Report): void {
  const values = sections.map(({ value }) => value);
  const lesson = lessonOf({ ...NOTHING, sections: values }, LONGEST_FINGERPRINT);
  const { total } = worstCaseLength(lesson);
  if (total > SUSPEND_DATA_LIMIT) {
    report(['sections'], { kind: 'state-too-long', length: total, most: SUSPEND_DATA_LIMIT });
  }
  for (const id of clashingIds(lesson)) report(['sections'], { kind: 'clashing-id', id });
}

const LONGEST_FINGERPRINT = 'f'.repeat(16);

/** A Byte without content: only the sections decide about the record. */
const NOTHING: Byte = {
  format: FORMAT_VERSION,
  id: '',
  version: '100.100.100',
  language: 'en',
  title: '',
  description: '',
  keywords: [],
  author: '',
  settings: settings.parse({}) as Settings,
  sections: [],
  facts: [],
  credits: [],
};
