/**
 * An id for the page, made of slugs. Slugs hold no underscore, so it can never
 * be the id of a step, a picture or anything else that content names.
 */
export function elementId(...slugs: readonly string[]): string {
  return ['x', ...slugs].join('_');
}

/** The last of the slugs that `id` was made of. */
export function lastSlugOf(id: string): string {
  return id.slice(id.lastIndexOf('_') + 1);
}
