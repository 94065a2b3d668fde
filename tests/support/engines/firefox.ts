import { launch, type Frame, type KeyInput } from 'puppeteer-core';
import { KEYS, type Engine } from './engine.js';

const NAMES: Readonly<Record<string, KeyInput>> = {
  [KEYS.tab]: 'Tab',
  [KEYS.enter]: 'Enter',
};

/** An installed Firefox, driven through WebDriver BiDi, which it speaks itself. */
export function firefox(program: string): Engine {
  return {
    name: 'firefox',
    program,
    async start() {
      const browser = await launch({ browser: 'firefox', executablePath: program, headless: true });
      const page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      const lesson = (): Frame => page.mainFrame().childFrames()[0] ?? page.mainFrame();
      return {
        async open(url) {
          await page.goto(url, { waitUntil: 'load' });
        },
        async read<Value>(expression: string) {
          // The caller says what the expression is worth.
          return (await lesson().evaluate(expression)) as Value;
        },
        async click(selector) {
          await lesson().$eval(selector, (element) =>
            element.scrollIntoView({ block: 'center', behavior: 'instant' }),
          );
          await lesson().click(selector);
        },
        async press(key) {
          const name = NAMES[key];
          if (name === undefined) throw new Error(`No name for the key ${JSON.stringify(key)}.`);
          await page.keyboard.press(name);
        },
        close: () => browser.close(),
      };
    },
  };
}
