/** A polyline with fewer points that looks the same. */

/** A place in a picture, in pixels. */
export interface Pixel {
  readonly x: number;
  readonly y: number;
  /** Whether the point has to stay, such as a corner of the curve. */
  readonly isFixed?: boolean;
}

/** No point that is left out is further than this from the line, in pixels. */
const tolerance = 0.08;

/** The points without those that lie on the lines between the others (Douglas and Peucker 1973). Turns of y stay. */
export function simplified(points: readonly Pixel[]): readonly Pixel[] {
  const kept = new Uint8Array(points.length);
  const fixed = points.flatMap(({isFixed}, i) => (i === 0 || i === points.length - 1 || isFixed ? [i] : []));
  for (const i of [...fixed, ...turns(points)]) kept[i] = 1;
  const ends = [...kept.keys()].filter((i) => kept[i] === 1);
  const open = ends.slice(1).map((end, i) => [ends[i] as number, end] as const); // the one before
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const [first, last] = part;
    const [most, distance] = farthest(points, first, last);
    if (distance <= tolerance) continue;
    kept[most] = 1;
    open.push([first, most], [most, last]);
  }
  return points.filter((_, i) => kept[i] === 1);
}

/** Where y turns by more than can be seen, once each. */
function turns(points: readonly Pixel[]): readonly number[] {
  const found: number[] = [];
  let [best, direction] = [0, 0];
  points.forEach(({y}, i) => {
    const change = y - (points[best]?.y ?? y);
    if (direction * change > 0 || (direction === 0 && Math.abs(change) > tolerance)) {
      direction = Math.sign(change);
      best = i;
    } else if (direction * change < -tolerance) {
      found.push(best);
      direction = -direction;
      best = i;
    }
  });
  return found;
}

/** The point between two others that is farthest from the line through them, and how far it is. */
function farthest(points: readonly Pixel[], first: number, last: number): readonly [number, number] {
  const [a, b] = [points[first] as Pixel, points[last] as Pixel]; // both are there
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy);
  let [most, distance] = [first, 0];
  for (let i = first + 1; i < last; i++) {
    const {x, y} = points[i] as Pixel; // between the two
    const away = length === 0 ? Math.hypot(x - a.x, y - a.y) : Math.abs(dy * (x - a.x) - dx * (y - a.y)) / length;
    if (away > distance) [most, distance] = [i, away];
  }
  return [most, distance];
}
