// The records of a Belenios archive: an old-style tar with one spelling. Twin of registros.py.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, equalBytes } from "@noble/curves/utils.js";
import {
  ArchivoTruncado,
  ArchivoVacio,
  FueraDeLimites,
  NoEsArchivo,
  RegistroAlterado,
} from "../errores.mjs";
import { escribir, leer, leer_cadena, leer_campos, leer_entero } from "./canonico.mjs";

export const BLOQUE = 512;
export const NOMBRE_INICIAL = "BELENIOS";
export const LIMITE_DE_REGISTRO = 8 << 20;
const SEGUNDOS = /^(?:0|[1-9][0-9]{0,9})$/;
const OCTAL = /^[0-7]{11}$/;

/** One record: its name in the archive and its contents. */
export class Registro {
  constructor(nombre, datos) {
    this.nombre = nombre;
    this.datos = datos;
    Object.freeze(this);
  }
}

/** The 512 bytes that announce a record. */
export function cabecera(nombre, largo, marca_de_tiempo) {
  const bloque = new Uint8Array(BLOQUE);
  const poner = (texto, lugar) => bloque.set(new TextEncoder().encode(texto), lugar);
  poner(nombre, 0);
  poner("0000644", 100);
  poner("0000000", 108);
  poner("0000000", 116);
  poner(largo.toString(8).padStart(11, "0"), 124);
  poner(marca_de_tiempo.toString(8).padStart(11, "0"), 136);
  poner(" ".repeat(8), 148);
  poner("0", 156);
  const suma = bloque.reduce((total, octeto) => total + octeto, 0);
  poner(`${suma.toString(8).padStart(6, "0")}\0 `, 148);
  return bloque;
}

/** The zeros that complete the last block of a body. */
export function relleno(largo) {
  return new Uint8Array((BLOQUE - (largo % BLOQUE)) % BLOQUE);
}

/**
 * Reads records one by one from the bytes of an archive.
 *
 * @throws (on construction) {ArchivoVacio} No bytes. {NoEsArchivo} It does not begin with the
 *   record BELENIOS. {RegistroAlterado} It does, but not with its only spelling.
 */
export class LectorDeRegistros {
  #octetos;

  constructor(octetos) {
    this.#octetos = octetos;
    this.leidos = 0;
    const inicio = this.#tomar(BLOQUE);
    if (inicio.length === 0) throw new ArchivoVacio("el archivo está vacío");
    if (inicio.length < BLOQUE || latin(inicio.slice(0, 9)) !== `${NOMBRE_INICIAL}\0`) {
      throw new NoEsArchivo("no es un archivo de boletas (.bel)");
    }
    this.marca_de_tiempo = leer_octal(inicio.slice(136, 147));
    const primero = this.#cuerpo(inicio);
    if (primero.nombre !== NOMBRE_INICIAL) {
      throw new RegistroAlterado("el nombre del primer registro lleva algo más");
    }
    exigir_marca(primero.datos, this.marca_de_tiempo);
  }

  /**
   * The next record, or null where the archive ends between two records.
   *
   * @throws {RegistroAlterado|ArchivoTruncado} As named.
   * @throws {FueraDeLimites} The record says it is longer than `LIMITE_DE_REGISTRO`.
   */
  siguiente() {
    const bloque = this.#tomar(BLOQUE);
    if (bloque.length === 0) return null;
    if (bloque.length < BLOQUE) {
      throw new ArchivoTruncado("el archivo termina a la mitad de una cabecera");
    }
    return this.#cuerpo(bloque);
  }

  /** SHA-256 of every byte taken so far. */
  sha256_leido() {
    return bytesToHex(sha256(this.#octetos.slice(0, this.leidos)));
  }

  #cuerpo(bloque) {
    const nombre = latin(bloque.slice(0, 100)).replace(/\0+$/, "");
    const largo = leer_octal(bloque.slice(124, 135));
    if (largo > LIMITE_DE_REGISTRO) {
      throw new FueraDeLimites("un registro del archivo es demasiado largo");
    }
    const es_ascii = /^[\x00-\x7f]*$/.test(nombre);
    if (!es_ascii || !equalBytes(cabecera(nombre, largo, this.marca_de_tiempo), bloque)) {
      throw new RegistroAlterado("la cabecera de un registro no es la única permitida");
    }
    const ceros = relleno(largo);
    const cuerpo = this.#tomar(largo + ceros.length);
    if (cuerpo.length < largo + ceros.length) {
      throw new ArchivoTruncado("el archivo termina a la mitad de un registro");
    }
    if (!equalBytes(cuerpo.slice(largo), ceros)) {
      throw new RegistroAlterado("el relleno de un registro no son ceros");
    }
    return new Registro(nombre, cuerpo.slice(0, largo));
  }

  #tomar(cuantos) {
    const octetos = this.#octetos.slice(this.leidos, this.leidos + cuantos);
    this.leidos += octetos.length;
    return octetos;
  }
}

function latin(octetos) {
  return String.fromCharCode(...octetos);
}

function leer_octal(cifras) {
  const texto = latin(cifras);
  if (!OCTAL.test(texto)) {
    throw new RegistroAlterado("un número de la cabecera de un registro no está en octal");
  }
  return parseInt(texto, 8);
}

/** The contents of the first record. */
export function escribir_marca(marca_de_tiempo) {
  return escribir({ version: 1, timestamp: String(marca_de_tiempo) });
}

function exigir_marca(datos, esperada) {
  const campos = leer_campos(leer(datos), ["version", "timestamp"]);
  const segundos = leer_cadena(campos.timestamp);
  if (leer_entero(campos.version) !== 1 || !SEGUNDOS.test(segundos)) {
    throw new RegistroAlterado("el primer registro no es de la versión 1 o no dice su hora");
  }
  if (Number(segundos) !== esperada) {
    throw new RegistroAlterado("la hora de los registros no es la del primero");
  }
}
