// Ed25519 keys under a name, as C2SP signed notes know them. Twin of llave.py, of its public half:
// no page holds a key that signs. Page: docs/formato-nota.md.

import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes } from "@noble/hashes/utils.js";
import { ReglaRota } from "../errores.mjs";

// 9999-12-31T23:59:59Z in seconds since 1970; C2SP allows more, a calendar does not.
export const HORA_MAXIMA = 253_402_300_799;

// What Python calls blank and control characters, spelled out: JavaScript's \s is another set.
const NOMBRE =
  /^[^+\x00-\x20\x7f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]+$/u;

/** What a key signs: the signature types of C2SP signed-note. */
export const Uso = Object.freeze({ FIRMA: 1, COFIRMA: 4 });

/** A key is not spelled as a verifier key, or of a type we do not use. */
export class LlaveInvalida extends ReglaRota {
  static explicacion = "La llave pública no se puede leer";
}

/** A signature does not verify under the key it names. */
export class FirmaFalsa extends ReglaRota {
  static explicacion = "La firma no corresponde";
}

/** A verifier key: a name without blanks and `+`, the 32 bytes of RFC 8032, a signature type. */
export class LlavePublica {
  constructor(nombre, octetos, uso = Uso.FIRMA) {
    if (!NOMBRE.test(nombre) || octetos.length !== 32) throw new LlaveInvalida(nombre.slice(0, 80));
    this.nombre = nombre;
    this.octetos = octetos;
    this.uso = uso;
    Object.freeze(this);
  }

  /** Four bytes that name the key beside its name; not a commitment to it. */
  get id() {
    const previa = new TextEncoder().encode(`${this.nombre}\n`);
    return sha256(concatBytes(previa, Uint8Array.of(this.uso), this.octetos)).slice(0, 4);
  }

  /** Text form: `<name>+<id in hex>+<base64 of type and key>`. */
  get vkey() {
    const material = btoa(String.fromCharCode(this.uso, ...this.octetos));
    return `${this.nombre}+${bytesToHex(this.id)}+${material}`;
  }

  /**
   * Read the text form; only the spelling that `vkey` gives.
   *
   * @throws {LlaveInvalida} Other spelling, wrong identifier, other type or length.
   */
  static desde_vkey(texto) {
    const [nombre, , ...material] = texto.split("+");
    let octetos;
    try {
      octetos = Uint8Array.from(atob(material.join("+")), (c) => c.charCodeAt(0));
    } catch {
      throw new LlaveInvalida(texto.slice(0, 80));
    }
    if (!Object.values(Uso).includes(octetos[0])) throw new LlaveInvalida(texto.slice(0, 80));
    const llave = new LlavePublica(nombre, octetos.slice(1), octetos[0]);
    if (llave.vkey !== texto) throw new LlaveInvalida(texto.slice(0, 80));
    return llave;
  }

  /**
   * Check a note signature of this key's type over a note text.
   *
   * @param {Uint8Array} texto The whole text of the note.
   * @param {Uint8Array} firma 64 bytes; for a cosignature 8 bytes of time before them.
   * @throws {FirmaFalsa} It does not verify.
   */
  verificar(texto, firma) {
    let mensaje = texto;
    let sola = firma;
    if (this.uso === Uso.COFIRMA) {
      mensaje = mensaje_de_cofirma(texto, hora_de_cofirma(firma));
      sola = firma.slice(8);
    }
    // Not zip215: the verification of RFC 8032, one spelling of each point.
    const cumple =
      sola.length === 64 && ed25519.verify(sola, mensaje, this.octetos, { zip215: false });
    if (!cumple) throw new FirmaFalsa(this.nombre);
  }
}

/** Name of a key of a process: `jpc/<proceso>/D001/M1/mesa-1`. */
export function nombre(proceso, ...partes) {
  return ["jpc", proceso, ...partes].join("/");
}

/** What an Ed25519 cosignature signs. */
export function mensaje_de_cofirma(texto, hora) {
  return concatBytes(new TextEncoder().encode(`cosignature/v1\ntime ${hora}\n`), texto);
}

/** Seconds since 1970 that a cosignature states; `FirmaFalsa` if out of calendar. */
export function hora_de_cofirma(firma) {
  const hora = firma.slice(0, 8).reduce((suma, octeto) => suma * 256 + octeto, 0);
  if (firma.length !== 72 || hora > HORA_MAXIMA) throw new FirmaFalsa("no es una cofirma");
  return hora;
}
