import type { Frame } from 'playwright';

/**
 * Translates the page as browsers' own translators do: each text, now and later, is replaced by two
 * nested `<font>` elements with its translation, and the text node of the page is thrown away.
 * What is marked as not to be translated is left alone.
 */
export function translatePage(frame: Frame): Promise<void> {
  return frame.evaluate(() => {
    const tag: string = 'font';
    const isOurs = (node: Node): boolean =>
      node.parentElement?.closest('font, script, style, [translate=no], .notranslate') !== null;
    const translate = (root: Node): void => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Node[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      if (root instanceof Text) texts.push(root);
      for (const node of texts) {
        const words = node.textContent ?? '';
        if (words.trim() === '' || isOurs(node)) continue;
        const inner = document.createElement(tag);
        inner.textContent = `«${words}»`;
        const outer = document.createElement(tag);
        outer.append(inner);
        node.parentNode?.replaceChild(outer, node);
      }
    };
    translate(document.body);
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        if (target instanceof Text && target.isConnected) translate(target);
        for (const node of addedNodes) if (node.isConnected) translate(node);
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
    document.documentElement.classList.add('translated-ltr');
  });
}
