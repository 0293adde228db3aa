// The three readings of SHA-256 that the Belenios format uses. Twin of huella.py.

import { mod } from "@noble/curves/abstract/modular.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { CampoInesperado } from "../errores.mjs";
import { ORDEN } from "./grupo.mjs";

const HEX = /^[0-9a-f]{64}$/;

/** H(s): SHA-256 of the UTF-8 bytes, read as a big-endian integer, modulo the group order. */
export function hash_a_escalar(texto) {
  return mod(BigInt(`0x${sha256_hex(new TextEncoder().encode(texto))}`), ORDEN);
}

/** SHA-256 in standard Base64 without padding: 43 characters. */
export function b64(texto) {
  return btoa(String.fromCharCode(...sha256(texto))).slice(0, 43);
}

/** SHA-256 in 64 lower-case hexadecimal digits. */
export function sha256_hex(texto) {
  return bytesToHex(sha256(texto));
}

/** Take a string of 64 lower-case hexadecimal digits. Throws `CampoInesperado`. */
export function leer_sha256(valor) {
  if (typeof valor !== "string" || !HEX.test(valor)) {
    throw new CampoInesperado("se esperaba una huella SHA-256 en hexadecimal");
  }
  return valor;
}
