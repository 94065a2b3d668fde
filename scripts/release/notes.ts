import type { Result } from '../../src/core/result.js';

/** The notes for the release of `tag`, from the changelog; or everything that does not agree. */
export function notesFor(tag: string, version: string, changelog: string): Result<string, string> {
  const problems: string[] = [];
  if (tag !== `v${version}`) {
    problems.push(
      `The tag is "${tag}" and package.json says "${version}": the tag must be "v${version}".`,
    );
  }
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.startsWith(`${version} - `));
  const [heading = '', ...lines] = section?.split('\n') ?? [];
  const notes = lines.join('\n').trim();
  if (section === undefined) {
    problems.push(`CHANGELOG.md has no section "## ${version} - YYYY-MM-DD". Write it.`);
  } else if (!/^\S+ - \d{4}-\d{2}-\d{2}$/.test(heading.trim())) {
    problems.push(`CHANGELOG.md: "${heading.trim()}" needs the date of the release, YYYY-MM-DD.`);
  } else if (notes === '') {
    problems.push(`CHANGELOG.md: the section of ${version} is empty. Say what changed for users.`);
  }
  const unreleased = sections.find((text) => text.startsWith('Unreleased'));
  if (unreleased !== undefined && unreleased.split('\n').slice(1).join('').trim() !== '') {
    problems.push(
      `CHANGELOG.md: "Unreleased" still has entries. Move them into the section of ${version}.`,
    );
  }
  return problems.length === 0 ? { ok: true, value: notes } : { ok: false, problems };
}
