import { gzipSync } from 'node:zlib';
import { lessonOf } from '../../src/core/lesson.js';
import { fingerprintOf } from '../packaging/build-byte.js';
import { bundle, moduleBytes } from '../packaging/bundle.js';
import { loadSource } from '../../src/compiler/load-content.js';
import { describeProblem } from '../../src/compiler/problems.js';
import { renderPage } from '../../src/compiler/render-page.js';

/** The page of the shipped lesson for SCORM 1.2, as the build makes it now. */
export async function shippedPage(): Promise<string> {
  const source = await loadSource('content/it-project-manager');
  if (!source.ok) throw new Error(source.problems.map(describeProblem).join('\n'));
  const { byte, pictures } = source.value;
  const { styles, scripts, earlyScripts } = await bundle();
  return renderPage({
    byte,
    lesson: lessonOf(byte, fingerprintOf(source.value)),
    pictures,
    styles,
    script: scripts.scorm12,
    earlyScript: earlyScripts.scorm12,
  });
}

/** Bytes of everything a learner's browser gets, by part, and of the script by module. */
export interface Weight {
  /** The page as it is sent, compressed. */
  readonly page: number;
  /** Parts of the page as they are. */
  readonly parts: Readonly<Record<'styles' | 'script' | 'earlyScript' | 'data' | 'html', number>>;
  /** What each source file adds to the script, by its path. */
  readonly modules: Readonly<Record<string, number>>;
}

/** Weighs the page of a package, and the script that the build makes now. */
export async function weigh(page: string): Promise<Weight> {
  const styles = inside(page, /<style>([\s\S]*?)<\/style>/);
  const [, earlyScript = '', script = ''] = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, text]) => text,
  );
  const data = inside(page, /<script type="application\/json"[^>]*>([\s\S]*?)<\/script>/);
  const inlined = [styles, earlyScript, script, data].map((text) => Buffer.byteLength(text));
  const html = Buffer.byteLength(page) - inlined.reduce((sum, bytes) => sum + bytes, 0);
  const [stylesBytes = 0, early = 0, main = 0, dataBytes = 0] = inlined;
  return {
    page: gzipSync(page).length,
    parts: { styles: stylesBytes, script: main, earlyScript: early, data: dataBytes, html },
    modules: await moduleBytes(),
  };
}

function inside(page: string, pattern: RegExp): string {
  return pattern.exec(page)?.[1] ?? '';
}

/** What grew beyond `budget`, a line each; a new module counts as grown. */
export function overBudget(weight: Weight, budget: Weight): readonly string[] {
  const grown = (name: string, bytes: number, most: number): readonly string[] =>
    bytes > most ? [`${name} has ${String(bytes)} bytes, and may have ${String(most)}`] : [];
  return [
    ...grown('the compressed page', weight.page, budget.page),
    ...Object.entries(weight.parts).flatMap(([name, bytes]) =>
      grown(name, bytes, budget.parts[name as keyof Weight['parts']]),
    ),
    ...Object.entries(weight.modules).flatMap(([path, bytes]) =>
      grown(path, bytes, budget.modules[path] ?? 0),
    ),
  ];
}

/** A budget that leaves room for a changed word, and not for a feature. */
export function budgetFor({ page, parts, modules }: Weight): Weight {
  const roomy = (bytes: number, room = 1.01): number => Math.ceil((bytes * room) / 100) * 100;
  const all = <Names extends string>(group: Readonly<Record<Names, number>>, room?: number) =>
    Object.fromEntries(
      Object.entries<number>(group).map(([name, bytes]) => [name, roomy(bytes, room)]),
    ) as Record<Names, number>;
  // Code may move from one module to another; the whole may not grow.
  return { page: roomy(page), parts: all(parts), modules: all(modules, 1.1) };
}
