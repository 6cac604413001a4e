/** A string literal of an OData filter, percent-encoded: `'` doubled. Source: OData 4.01 URL conventions, 5.1.1.6.1. */
export const literal = (value: string): string => encodeURIComponent(`'${value.replaceAll("'", "''")}'`);

/**
 * An id as one segment of a path.
 *
 * @throws RangeError for an empty id or one of dots alone: `DELETE /groups/{id}/members//$ref` would name another
 *   object than meant
 */
export const segment = (id: string): string => {
  if (/^\.*$/.test(id)) throw new RangeError('an id is missing');
  return encodeURIComponent(id);
};

/**
 * A time as a filter wants it: unquoted.
 *
 * @throws RangeError for what is no date-time
 */
export const instant = (value: string): string => encodeURIComponent(new Date(value).toISOString());
