import type { BrowserType, Frame } from 'playwright';
import { KEYS, type Engine } from './engine.js';

const NAMES: Readonly<Record<string, string>> = {
  [KEYS.tab]: 'Tab',
  [KEYS.enter]: 'Enter',
};

/** A browser that "npx playwright install" brought. */
export function playwrights(type: BrowserType): Engine {
  return {
    name: type.name() === 'webkit' ? 'webkit' : 'firefox',
    program: type.executablePath(),
    async start() {
      const browser = await type.launch();
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      const lesson = (): Frame => page.frames()[1] ?? page.mainFrame();
      return {
        async open(url) {
          await page.goto(url);
        },
        read: (expression) => lesson().evaluate(expression),
        async click(selector) {
          const found = lesson().locator(selector).first();
          await found.evaluate((element) =>
            element.scrollIntoView({ block: 'center', behavior: 'instant' }),
          );
          await found.click();
        },
        press: (key) => page.keyboard.press(NAMES[key] ?? key),
        close: () => browser.close(),
      };
    },
  };
}
