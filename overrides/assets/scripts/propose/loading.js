// Scripts that are fetched when somebody wants what they do, and not before.

const missed = new Map(); // by address, how often it did not come: some browsers ask at one once

// The module at that address; asked for again, where it did not come.
export async function loaded(address) {
  const script = new URL(address);
  if (missed.has(address)) script.search = missed.get(address);
  try {
    return await import(script);
  } catch (error) {
    missed.set(address, (missed.get(address) ?? 0) + 1);
    throw error;
  }
}
