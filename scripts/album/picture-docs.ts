import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { openDatabase } from '../../src/lms/store/open-database.js';
import { Reports } from '../../src/lms/store/reports.js';
import { importReport } from '../../src/lms/import-report.js';
import { startLms } from '../../src/lms/start-lms.js';
import { readControlFiles } from '../packaging/control-files.js';
import { classReport } from './class-report.js';
import { goTo, indexOf, open, stepsOf } from './lesson-window.js';
import type { Album } from './take-pictures.js';

const PHONE = { width: 360, height: 660 };
const DESK = { width: 1120, height: 740 };

/** Takes the pictures in the documents: of the lesson in `zip` and of the local LMS. */
export async function pictureDocs(browser: Browser, zip: string, album: Album): Promise<void> {
  const html = await indexOf(zip);
  const save = async (name: string, image: Buffer): Promise<void> => {
    await writeFile(join(album.folder, name), image);
    album.print(join(album.folder, name));
  };
  const shot = (step: number, view: View = {}): Promise<Buffer> =>
    stepOf(browser, html, step, view);
  const [welcome, quiz] = [await shot(0), await shot(8, { act: chooseSomeone })];
  await save('lesson.png', await sideBySide(browser, [welcome, quiz]));
  await save('phone.png', await sideBySide(browser, [welcome, await shot(2), await shot(3), quiz]));
  const themes = [
    await shot(2),
    await shot(2, { theme: 'dark' }),
    await shot(2, { theme: 'contrast' }),
  ];
  await save('themes.png', await sideBySide(browser, themes));
  await save('desk.png', await sideBySide(browser, [await shot(9, { size: DESK })]));
  await save('report.png', await reportOf(browser));
}

interface View {
  readonly size?: { readonly width: number; readonly height: number };
  readonly theme?: string;
  readonly act?: (page: Page) => Promise<void>;
}

/** A picture of the step at an index, with all steps before it opened. */
async function stepOf(
  browser: Browser,
  html: string,
  place: number,
  { size = PHONE, theme, act }: View,
): Promise<Buffer> {
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await open(page, html);
  for (const step of (await stepsOf(page)).slice(0, place + 1)) await goTo(page, step);
  if (theme !== undefined) {
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
  }
  await act?.(page);
  const image = await page.screenshot();
  await context.close();
  return image;
}

/** Chooses a wrong candidate and turns the card to its traits. */
async function chooseSomeone(page: Page): Promise<void> {
  const wrong = await page.evaluate(() => {
    // The build wrote this data.
    const { quiz } = JSON.parse(document.getElementById('lesson')?.textContent ?? '{}') as {
      quiz: { questions: { correct: string; options: { id: string }[] }[] };
    };
    const [question] = quiz.questions;
    return question?.options.find(({ id }) => id !== question.correct)?.id ?? '';
  });
  const card = page.locator('.persona', { has: page.locator(`input[value="${wrong}"]`) });
  await card.locator('input').check();
  await card.locator('summary').click();
  await card.evaluate((element) => scrollBy(0, element.getBoundingClientRect().top - 120));
}

/** Puts pictures in a row on a plain background, scaled down if there are several, to fit a column of text. */
async function sideBySide(browser: Browser, images: readonly Buffer[]): Promise<Buffer> {
  const zoom = images.length > 1 ? 0.75 : 1;
  const page = await browser.newPage({ viewport: { width: 1600, height: 800 } });
  const shown = images.map(
    (image) => `<img src="data:image/png;base64,${image.toString('base64')}">`,
  );
  await page.setContent(`<style>
    body { margin: 0; }
    div { display: inline-flex; gap: 16px; padding: 16px; background: #d7cec3; }
    img { display: block; border-radius: 12px; zoom: ${zoom}; }
  </style><div>${shown.join('')}</div>`);
  const picture = await page.locator('div').screenshot();
  await page.close();
  return picture;
}

/** The overview of a class in the local LMS. */
async function reportOf(browser: Browser): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'career-byte-pictures-'));
  try {
    const file = join(folder, 'class.csv');
    await writeFile(file, classReport());
    const database = openDatabase(folder);
    const read = await importReport(new Reports(database), file, 'Class 9b.csv');
    database.close();
    if (!read.ok) throw new Error(read.problems.join(' '));
    if (read.value.kind !== 'course') throw new Error('The class is not read as our own export.');
    const lms = await startLms({
      dataFolder: folder,
      packagesFolder: folder,
      controlFiles: readControlFiles,
      port: 0,
    });
    const page = await browser.newPage({ viewport: { width: 1120, height: 980 } });
    await page.goto(lms.address);
    await page.goto(`${lms.origins.main}/courses/${read.value.id}/overview`);
    const picture = await page.screenshot();
    await page.close();
    await lms.close();
    return picture;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
