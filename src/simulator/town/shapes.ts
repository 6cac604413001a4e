/** Whether a point (units) is inside. */
export type Shape = (x: number, y: number) => boolean;

type Four = readonly [number, number, number, number];

/** An ellipse by its centre and radii. */
export const ellipse =
  (...[cx, cy, rx, ry]: Four): Shape =>
  (x, y) =>
    ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;

/** A rectangle by left, top, right, bottom. */
export const box =
  (...[left, top, right, bottom]: Four): Shape =>
  (x, y) =>
    x >= left && x <= right && y >= top && y <= bottom;

export const both =
  (a: Shape, b: Shape): Shape =>
  (x, y) =>
    a(x, y) && b(x, y);

export const either =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    shapes.some((shape) => shape(x, y));

export const without =
  (a: Shape, b: Shape): Shape =>
  (x, y) =>
    a(x, y) && !b(x, y);

/** The same shape somewhere else. */
export const moved =
  (shape: Shape, dx: number, dy: number): Shape =>
  (x, y) =>
    shape(x - dx, y - dy);
