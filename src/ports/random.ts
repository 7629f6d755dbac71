/** Short references and ids. */
import { randomBytes } from 'node:crypto';

/** Letters and digits that cannot be mistaken for each other when read aloud. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** @param length characters, each worth almost five bits */
export function shortId(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
