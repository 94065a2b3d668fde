/**
 * An id for the page, made of slugs. Slugs hold no underscore, so it can never
 * be the id of a step, a picture or anything else that content names.
 */
export function elementId(...slugs: readonly string[]): string {
  return ['x', ...slugs].join('_');
}
