/** One observer that tells several, in this order; those that are absent are left out. */
export function fanOut<Told>(
  observers: readonly (((told: Told) => void) | undefined)[],
): (told: Told) => void {
  const present = observers.filter((observe) => observe !== undefined);
  return (told) => {
    for (const observe of present) observe(told);
  };
}
