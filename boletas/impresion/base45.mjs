// Base 45: bytes as text that a QR code stores in its dense alphanumeric mode (RFC 9285). Twin of
// base45.py.

import { Base45Invalida } from "./errores.mjs";

export const ALFABETO = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** Write bytes in base 45: two bytes in three characters, a last odd byte in two (section 4). */
export function codificar(datos) {
  let texto = "";
  for (let i = 0; i < datos.length; i += 2) {
    const hay = Math.min(2, datos.length - i);
    let valor = hay === 2 ? (datos[i] << 8) | datos[i + 1] : datos[i];
    for (let lugar = 0; lugar <= hay; lugar += 1) {
      texto += ALFABETO[valor % 45];
      valor = Math.floor(valor / 45);
    }
  }
  return texto;
}

/**
 * Read base 45, the exact inverse of `codificar`.
 *
 * @throws {Base45Invalida} A character outside the alphabet, an impossible length, or a group whose
 *   value does not fit its bytes (section 6).
 */
export function decodificar(texto) {
  const ajenos = [...new Set(texto)].filter((caracter) => !ALFABETO.includes(caracter)).sort();
  if (ajenos.length > 0) {
    throw new Base45Invalida(`la base 45 no tiene estos caracteres: ${ajenos.join(" ")}`);
  }
  if (texto.length % 3 === 1)
    throw new Base45Invalida(`ningún texto en base 45 mide ${texto.length}`);
  const datos = [];
  for (let i = 0; i < texto.length; i += 3) {
    const grupo = texto.slice(i, i + 3);
    const valor = [...grupo].reduce(
      (suma, c, lugar) => suma + ALFABETO.indexOf(c) * 45 ** lugar,
      0,
    );
    const octetos = grupo.length - 1;
    if (valor >= 256 ** octetos) {
      throw new Base45Invalida(`el grupo '${grupo}' no cabe en sus octetos`);
    }
    if (octetos === 2) datos.push(valor >> 8);
    datos.push(valor & 255);
  }
  return Uint8Array.from(datos);
}
