/**
 * Makes every input below `root` show what its markup says is chosen. An input
 * that the learner or the browser has touched no longer follows its attribute.
 */
export function syncInputs(root: Element): void {
  for (const input of root.querySelectorAll('input')) input.checked = input.defaultChecked;
  // Each list has exactly one default option; selecting it deselects the current one.
  for (const option of root.querySelectorAll('option')) {
    if (option.defaultSelected) option.selected = true;
  }
}

const CHOSEN = 'input:checked, option:checked:not([value=""])';
const CHOICES = ':is(.line, .options, .personas, .scale)';

/** The first control below `root` without a choice, or else its button. */
export function openControlIn(root: Element | null | undefined): HTMLElement | null | undefined {
  return root?.querySelector<HTMLElement>(
    `${CHOICES}:not(:has(${CHOSEN})) :is(input, select), button`,
  );
}
