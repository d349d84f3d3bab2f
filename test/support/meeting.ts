/** Lets the first comers pass only when the last is there too, and everybody after. */
export function meeting(people: number): () => Promise<void> {
  let come = 0;
  let open: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (open = resolve));
  return () => {
    come += 1;
    if (come === people) open();
    return all;
  };
}
