import { readFileSync } from 'node:fs';
import { replaceFile } from '../../journal/index.ts';
import { undoFile, type UndoFile, type UndoStep } from '../../posture/index.ts';
import { UsageError } from '../usage-error.ts';

/** Keeps a run's undo file whole on disk after each step; there is none while nothing was changed. */
export const createUndoKeeper = (file: string, tenantId: string) => {
  const steps: UndoStep[] = [];
  return {
    keep: (step: UndoStep): void => {
      steps.push(step);
      const whole: UndoFile = { v: 1, tenantId, steps };
      replaceFile(file, `${JSON.stringify(whole, null, 2)}\n`);
    },
    isKept: () => steps.length > 0,
  };
};

const contentOf = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`--undo: ${file} cannot be read as JSON`, error);
  }
};

/**
 * An undo file of this tenant.
 *
 * @throws UsageError
 */
export const readUndo = (file: string, tenantId: string): UndoFile => {
  const parsed = undoFile.safeParse(contentOf(file));
  if (!parsed.success) throw new UsageError(`--undo: ${file} is no undo file of tenant apply`);
  if (parsed.data.tenantId !== tenantId)
    throw new UsageError(`--undo: ${file} is for the tenant ${parsed.data.tenantId}`);
  return parsed.data;
};
