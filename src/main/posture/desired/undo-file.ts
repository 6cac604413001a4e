import { z } from 'zod';

const step = z.strictObject({
  id: z.string().min(1),
  what: z.string().min(1),
  risk: z.enum(['none', 'can-lock-out', 'lowers-protection']),
  needs: z.strictObject({ permissions: z.array(z.string().min(1)), role: z.string().min(1) }),
  request: z.strictObject({
    method: z.enum(['POST', 'PATCH', 'DELETE']),
    path: z.string().startsWith('/'),
    body: z.record(z.string(), z.unknown()).nullable(),
  }),
});

/** One change and how it is taken back. */
export type UndoStep = z.infer<typeof step>;

/** How to take back what one run changed; the steps in the order in which they were made. */
export const undoFile = z.strictObject({
  v: z.literal(1),
  tenantId: z.string().min(1),
  steps: z.array(step),
});
export type UndoFile = z.infer<typeof undoFile>;
