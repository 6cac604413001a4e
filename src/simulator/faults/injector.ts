import { patternOf, type Fault, type FaultAction } from './fault.ts';

/** Hands out what goes wrong with each request. */
export interface FaultInjector {
  /** What goes wrong with this request; undefined: nothing. Counts the request. */
  readonly take: (method: string, path: string) => FaultAction | undefined;
  /** Replaces all faults. */
  readonly replace: (faults: readonly Fault[]) => void;
}

interface Armed {
  readonly fault: Fault;
  readonly pattern: RegExp;
  passed: number;
  hit: number;
}

const arm = (fault: Fault): Armed => ({ fault, pattern: patternOf(fault.match.path), passed: 0, hit: 0 });

function strikes(armed: Armed): boolean {
  if (armed.passed < (armed.fault.after ?? 0)) {
    armed.passed += 1;
    return false;
  }
  if (armed.fault.times !== undefined && armed.hit >= armed.fault.times) return false;
  armed.hit += 1;
  return true;
}

/** The first fault in the list that matches and is still due wins. */
export function createFaultInjector(faults: readonly Fault[]): FaultInjector {
  let list = faults.map(arm);
  const matches = (armed: Armed, method: string, path: string) =>
    (armed.fault.match.method ?? method).toUpperCase() === method.toUpperCase() && armed.pattern.test(path);
  return {
    take: (method, path) => list.filter((one) => matches(one, method, path)).find(strikes)?.fault.action,
    replace: (next) => {
      list = next.map(arm);
    },
  };
}
