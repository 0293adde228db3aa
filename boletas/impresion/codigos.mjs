// Short codes that people read aloud, type and compare. Twin of codigos.py.

import { CodigoIlegible } from "./errores.mjs";

export const ALFABETO = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const LARGO_HUELLA = 20;
export const LARGO_RASTREO = 25;
const GRUPO = 5;
const PARECIDOS = { O: "0", I: "1", L: "1" };

/** Split a code into groups that a person keeps in mind: `ABCDE-FGHJK`. */
export function agrupar(codigo, grupo = GRUPO, separador = "-") {
  const partes = [];
  for (let i = 0; i < codigo.length; i += grupo) partes.push(codigo.slice(i, i + grupo));
  return partes.join(separador);
}

/**
 * The first `5 * caracteres` bits of a digest in base 32, most significant first, ungrouped.
 *
 * @param {Uint8Array} digesto
 * @throws {CodigoIlegible} The digest is not the 32 bytes of a SHA-256.
 */
export function primeros_bits(digesto, caracteres) {
  if (digesto.length !== 32) {
    throw new CodigoIlegible(`un SHA-256 tiene 32 octetos, no ${digesto.length}`);
  }
  let codigo = "";
  for (let i = 0; i < caracteres; i += 1) {
    const bit = 5 * i;
    const par = (digesto[bit >> 3] << 8) | (digesto[(bit >> 3) + 1] ?? 0);
    codigo += ALFABETO[(par >> (11 - (bit & 7))) & 31];
  }
  return codigo;
}

/**
 * The short fingerprint: first 100 bits of a SHA-256 as `XXXXX-XXXXX-XXXXX-XXXXX`.
 *
 * Machines always compare the whole digest; the code only serves people.
 */
export function huella_corta(digesto) {
  return agrupar(primeros_bits(digesto, LARGO_HUELLA));
}

/** The tracker of a ballot: first 125 bits of its SHA-256, five groups of five. */
export function rastreo(digesto) {
  return agrupar(primeros_bits(digesto, LARGO_RASTREO));
}

/**
 * Bring a typed short fingerprint to its one spelling.
 *
 * Case, spaces and hyphens do not matter; O is read as 0, I and L as 1, as the eye may have.
 *
 * @throws {CodigoIlegible} Not twenty characters of the alphabet.
 */
export function leer_huella_corta(texto) {
  return agrupar(leer_codigo(texto, LARGO_HUELLA));
}

/** Bring a typed tracker to its one spelling; rules and error as `leer_huella_corta`. */
export function leer_rastreo(texto) {
  return agrupar(leer_codigo(texto, LARGO_RASTREO));
}

/**
 * Bring any typed code of the alphabet to its one spelling, ungrouped; rules as
 * `leer_huella_corta`.
 *
 * @throws {CodigoIlegible} Not `largo` characters of the alphabet.
 */
export function leer_codigo(texto, largo) {
  // ASCII only: toUpperCase would turn "ı" or "ſ" into letters of the alphabet.
  if (!/^[\x00-\x7f]*$/.test(texto)) {
    throw new CodigoIlegible("el código lleva caracteres que ningún papel trae");
  }
  const limpio = texto
    .toUpperCase()
    .replace(/[- ]/g, "")
    .replace(/[OIL]/g, (c) => PARECIDOS[c]);
  const ajenos = [...new Set(limpio)].filter((c) => !ALFABETO.includes(c)).sort();
  if (ajenos.length > 0) {
    throw new CodigoIlegible(`estos caracteres no se usan en los códigos: ${ajenos.join(" ")}`);
  }
  if (limpio.length !== largo) {
    throw new CodigoIlegible(`el código tiene ${largo} caracteres y se leyeron ${limpio.length}`);
  }
  return limpio;
}
