import { loadProgram } from '../../scripts/packaging/program.js';
import { renderPage } from '../../src/compiler/render-page.js';
import { sampleByte, sampleLesson } from './sample-lesson.js';

/**
 * The sample lesson as a page that needs no LMS. It has every kind of section
 * and question, and its words do not change with the content.
 */
export async function samplePage(): Promise<string> {
  const { scripts, styles, icons } = await loadProgram();
  const drawing = `<svg viewBox="0 0 480 300"><rect width="480" height="300" rx="24" fill="var(--art-paper)"/><circle cx="240" cy="150" r="90" fill="var(--art-1)"/></svg>`;
  const names = sampleByte.sections.map(({ picture }) => picture.name);
  return renderPage({
    byte: sampleByte,
    lesson: sampleLesson,
    pictures: new Map(names.map((name) => [name, drawing])),
    icons,
    script: scripts.web,
    earlyScript: '',
    styles,
  });
}
