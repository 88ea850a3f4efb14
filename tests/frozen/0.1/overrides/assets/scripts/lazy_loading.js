// Imports modules when they are needed, and not before.

const failureCounts = new Map(); // address -> failed imports: some browsers fetch a failed address only once

// Returns the module at an address; after a failure it is fetched again.
export async function importModule(address) {
  const script = new URL(address);
  if (failureCounts.has(address)) script.search = failureCounts.get(address);
  try {
    return await import(script);
  } catch (error) {
    failureCounts.set(address, (failureCounts.get(address) ?? 0) + 1);
    throw error;
  }
}
