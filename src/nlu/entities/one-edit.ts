/**
 * Whether two words are one slip of the finger apart: a letter too many, too few or wrong, or two letters swapped.
 *
 * @see Damerau 1964, "A technique for computer detection and correction of spelling errors"
 */
export function isOneEdit(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let head = 0;
  while (head < Math.min(one.length, other.length) && one[head] === other[head]) head++;
  const [restOne, restOther] = [one.slice(head), other.slice(head)];
  if (one.length !== other.length) {
    return one.length > other.length ? restOne.slice(1) === restOther : restOne === restOther.slice(1);
  }
  if (restOne.slice(1) === restOther.slice(1)) return true;
  const swapped = restOne[0] === restOther[1] && restOne[1] === restOther[0];
  return swapped && restOne.slice(2) === restOther.slice(2);
}
