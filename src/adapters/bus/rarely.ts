/**
 * Counts what may happen often.
 *
 * @returns what takes note of one time; of the 1st, the 10th, the 100th … it tells
 */
export function rarely<About>(tell: (times: number, about: About) => void): (about: About) => void {
  let times = 0;
  let next = 1;
  return (about) => {
    times += 1;
    if (times < next) return;
    next *= 10;
    tell(times, about);
  };
}
