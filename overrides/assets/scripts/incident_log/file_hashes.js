// Names files as evidence: name, size and SHA-256. Their content is read for that alone, here.

const LARGEST = 200 * 1024 * 1024; // WebCrypto takes a file whole: a phone has no room for more

const toHex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

// `hash` is "" for a file that is too large, or that the browser cannot read.
export async function describeFile(file) {
  const { name, size } = file;
  if (size > LARGEST || !globalThis.crypto?.subtle) return { name, size, hash: "" };
  try {
    return { name, size, hash: toHex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())) };
  } catch {
    return { name, size, hash: "" };
  }
}
