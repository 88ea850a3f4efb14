// The file of a saved log: JSON around what a passphrase locks, by the browser's own WebCrypto.
// handbook/reference/incident-log-file.md describes it.

export const FORMAT = "entraide-incident-log";
export const VERSION = 2;
const ROUNDS = 600_000;
const MOST_ROUNDS = 10_000_000; // a forged file is not to keep a phone busy for hours
const SALT_BYTES = 16;
const IV_BYTES = 12;
export const LARGEST = 20_000_000; // bytes of a file

// `reason` is the name of a message: wrong, damaged, newer, insecure, large.
export class UnreadableFileError extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const fromBase64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

// What is signed together with the text: nobody can lower the rounds, or call it another version.
const makeBoundBytes = ({ format, version, key, cipher }) =>
  new TextEncoder().encode(
    JSON.stringify([format, version, key.name, key.hash, key.rounds, key.salt, cipher.name, cipher.iv]),
  );

function getCrypto() {
  if (!globalThis.crypto?.subtle) throw new UnreadableFileError("insecure"); // no https
  return globalThis.crypto;
}

// The same words typed on another keyboard are the same passphrase: NFC.
async function deriveKey(passphrase, { rounds, salt }, use) {
  const { subtle } = getCrypto();
  const bytes = new TextEncoder().encode(passphrase.normalize("NFC"));
  const base = await subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveKey"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt: fromBase64(salt), iterations: rounds };
  return subtle.deriveKey(way, base, { name: "AES-GCM", length: 256 }, false, [use]);
}

// The text of a new file; salt and IV are new each time. Throws UnreadableFileError.
export async function lockLog(content, passphrase) {
  const { subtle } = getCrypto();
  const draw = (length) => toBase64(crypto.getRandomValues(new Uint8Array(length)));
  const file = {
    format: FORMAT,
    version: VERSION,
    key: { name: "PBKDF2", hash: "SHA-256", rounds: ROUNDS, salt: draw(SALT_BYTES) },
    cipher: { name: "AES-GCM", iv: draw(IV_BYTES) },
  };
  const key = await deriveKey(passphrase, file.key, "encrypt");
  const way = { name: "AES-GCM", iv: fromBase64(file.cipher.iv), additionalData: makeBoundBytes(file) };
  const text = new TextEncoder().encode(JSON.stringify(content));
  const locked = new Uint8Array(await subtle.encrypt(way, key, text));
  const written = `${JSON.stringify({ ...file, data: toBase64(locked) }, null, 2)}\n`;
  if (written.length > LARGEST) throw new UnreadableFileError("large"); // nobody could open it again
  return written;
}

// The version and the content of a file; throws UnreadableFileError.
export async function unlockLog(text, passphrase) {
  const { subtle } = getCrypto();
  const file = readEnvelope(text);
  const key = await deriveKey(passphrase, file.key, "decrypt");
  const way = { name: "AES-GCM", iv: fromBase64(file.cipher.iv), additionalData: makeBoundBytes(file) };
  let bytes;
  try {
    bytes = await subtle.decrypt(way, key, fromBase64(file.data));
  } catch {
    throw new UnreadableFileError("wrong"); // or damaged: nobody can tell the two apart
  }
  try {
    return { version: file.version, content: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch {
    throw new UnreadableFileError("damaged");
  }
}

function readEnvelope(text) {
  let file;
  try {
    file = text.length <= LARGEST ? JSON.parse(text) : undefined;
  } catch {
    throw new UnreadableFileError("damaged");
  }
  if (file?.format !== FORMAT || !Number.isInteger(file.version)) throw new UnreadableFileError("damaged");
  if (file.version > VERSION) throw new UnreadableFileError("newer");
  if (!isSound(file)) throw new UnreadableFileError("damaged");
  return file;
}

function isSound({ key, cipher, data, ...file }) {
  try {
    return (
      file.version >= 1 &&
      key.name === "PBKDF2" &&
      key.hash === "SHA-256" &&
      Number.isInteger(key.rounds) &&
      key.rounds >= ROUNDS &&
      key.rounds <= MOST_ROUNDS &&
      fromBase64(key.salt).length >= SALT_BYTES &&
      cipher.name === "AES-GCM" &&
      fromBase64(cipher.iv).length === IV_BYTES &&
      fromBase64(data).length > 0
    );
  } catch {
    return false;
  }
}
