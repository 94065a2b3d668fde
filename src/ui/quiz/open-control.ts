const CHOSEN = 'input:checked, option:checked:not([value=""])';
const CHOICES = ':is(.line, .options, .personas, .scale)';

/** The first control below `root` where nothing is chosen yet, or else its button. */
export function openControlIn(root: Element | null | undefined): HTMLElement | null | undefined {
  return root?.querySelector<HTMLElement>(
    `${CHOICES}:not(:has(${CHOSEN})) :is(input, select), button`,
  );
}
