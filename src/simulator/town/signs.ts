import type { Look } from '../tenant/model.ts';
import { box, either, ellipse, without, type Shape } from './shapes.ts';

interface Sign {
  readonly color: string;
  /** Around 0, 0; within 10 units. */
  readonly shape: Shape;
}

/** 1 in the direction of one of five tips, the first pointing up; 0 halfway between two. */
function nearTip(x: number, y: number): number {
  const turns = (Math.atan2(x, -y) / (2 * Math.PI)) * 5;
  return Math.abs(turns - Math.floor(turns) - 0.5) * 2;
}

/** The sign in the corner of a portrait, which says what the person is for. */
export const signs: Readonly<Record<Exclude<Look['mark'], 'none'>, Sign>> = {
  new: { color: '#2e9e4f', shape: either(box(-8, -1.8, 8, 1.8), box(-1.8, -8, 1.8, 8)) },
  phone: {
    color: '#d9822b',
    shape: either(
      without(box(-5, -9, 5, 9), box(-3.4, -6.5, 3.4, 5.5)),
      (x, y) => Math.abs(x - y) < 1.3 && Math.abs(y) < 9,
    ),
  },
  key: {
    color: '#3f6fb5',
    shape: either(
      without(ellipse(-5, 0, 5, 5), ellipse(-5, 0, 2.2, 2.2)),
      box(-1, -1.4, 10, 1.4),
      box(5, 0, 7, 5),
    ),
  },
  guest: {
    color: '#8b3fa8',
    shape: either(without(box(-8, -5, 8, 7), box(-6, -1, 6, 5)), box(-2, -9, 2, -4)),
  },
  stop: { color: '#c62828', shape: box(-8, -2.2, 8, 2.2) },
  star: {
    color: '#c9a227',
    shape: (x, y) => Math.hypot(x, y) < 9.5 / (1 + 1.5 * (1 - nearTip(x, y))),
  },
  clock: {
    color: '#607d8b',
    shape: either(
      without(ellipse(0, 0, 9, 9), ellipse(0, 0, 7.2, 7.2)),
      box(-1, -6, 1, 1),
      box(-1, -1, 5, 1),
    ),
  },
  check: {
    color: '#1c8a8a',
    shape: (x, y) => Math.abs(y - 4 + Math.abs(x + 2)) < 2 && x > -8 && x < 8,
  },
  glass: { color: '#b71c1c', shape: either(box(-1.7, -9, 1.7, 2.5), ellipse(0, 6.5, 2.2, 2.2)) },
};
