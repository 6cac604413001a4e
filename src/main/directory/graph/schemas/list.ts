import { z } from 'zod';

/** A collection as Graph gives it, one page at a time. Source: Graph "paging". */
export const listOf = <S extends z.ZodType>(item: S) =>
  z.object({ value: z.array(item), '@odata.nextLink': z.string().optional() });

/** A page whose items are parsed later. */
export const page = listOf(z.unknown());
