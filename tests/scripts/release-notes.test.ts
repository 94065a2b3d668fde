import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { notesFor } from '../../scripts/release/notes.js';

const CHANGELOG = `# Changelog

## Unreleased

## 0.2.0 - 2026-11-28

### Added

- A thing.

## 0.1.0 - 2026-11-01

- The first.
`;

describe('the notes of a release', () => {
  test('are the section of its version', () => {
    expect(notesFor('v0.2.0', '0.2.0', CHANGELOG)).toEqual({
      ok: true,
      value: '### Added\n\n- A thing.',
    });
  });

  test.each([
    [
      'a tag for another version',
      ...['v0.3.0', CHANGELOG],
      'The tag is "v0.3.0" and package.json says "0.2.0": the tag must be "v0.2.0".',
    ],
    [
      'a changelog without the version',
      ...['v0.2.0', CHANGELOG.replace('## 0.2.0 -', '## 0.2.1 -')],
      'CHANGELOG.md has no section "## 0.2.0 - YYYY-MM-DD". Write it.',
    ],
    [
      'a version without a date',
      ...['v0.2.0', CHANGELOG.replace('2026-11-28', 'soon')],
      'CHANGELOG.md: "0.2.0 - soon" needs the date of the release, YYYY-MM-DD.',
    ],
    [
      'a version without an entry',
      ...['v0.2.0', CHANGELOG.replace('### Added\n\n- A thing.', '')],
      'CHANGELOG.md: the section of 0.2.0 is empty. Say what changed for users.',
    ],
    [
      'entries that were not moved',
      ...['v0.2.0', CHANGELOG.replace('## Unreleased\n', '## Unreleased\n\n- Forgotten.\n')],
      'CHANGELOG.md: "Unreleased" still has entries. Move them into the section of 0.2.0.',
    ],
  ] as const)('are refused for %s', (_, tag, changelog, problem) => {
    expect(notesFor(tag, '0.2.0', changelog)).toEqual({ ok: false, problems: [problem] });
  });

  test('exist for the present version of this project', () => {
    const read = (name: string): string =>
      readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
    const { version } = JSON.parse(read('package.json')) as { version: string };
    // Between releases, new entries wait in "Unreleased".
    const changelog = read('CHANGELOG.md').replace(/^## Unreleased\n[\s\S]*?(?=^## )/m, '');
    expect(notesFor(`v${version}`, version, changelog)).toMatchObject({ ok: true });
  });
});
