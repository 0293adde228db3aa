// The group: prime-order subgroup of Ed25519, written multiplicatively. Twin of grupo.py.
//
// @noble/curves does the arithmetic. Two classes say what is known of a point: a `PuntoRecibido`
// came from outside and nothing is proved of it; only `probar_potencia` and `probar_punto` turn it
// into a `Punto`, and nobody else can make one. Every other function takes `Punto` alone.

import { mod } from "@noble/curves/abstract/modular.js";
import { ed25519 } from "@noble/curves/ed25519.js";
import {
  BibliotecaInsegura,
  EscalarNoCanonico,
  PuntoIdentidad,
  PuntoInvalido,
  PuntoNoCanonico,
} from "../errores.mjs";

const Curva = ed25519.Point;
const PROBADO = Symbol("proved by this module");
const POTENCIAS_SIN_TABLA = 3;
const VENTANA = 6;
const HEX = /^[0-9a-f]{64}$/;
const DECIMAL = /^(?:0|[1-9][0-9]*)$/;
let interior_de;
let probado_de;

/** A point proved to be in the prime-order subgroup, identity included. */
export class Punto {
  #interior;
  #texto;
  #potencias = 0;

  constructor(marca, interior, texto = null) {
    if (marca !== PROBADO) throw new TypeError("a Punto is proved, never declared");
    this.#interior = interior;
    this.#texto = texto;
  }

  get texto() {
    this.#texto ??= hex_de(Curva.prototype.toBytes.call(this.#interior));
    return this.#texto;
  }

  static {
    interior_de = (punto, por_elevar = false) => {
      if (por_elevar && (punto.#potencias += 1) === POTENCIAS_SIN_TABLA + 1) {
        // The key of an election is raised dozens of times in one ballot: a table pays.
        punto.#interior.precompute(VENTANA, false);
      }
      return punto.#interior;
    };
  }
}

/** The bytes of a point that came from outside; nothing is proved of them. */
export class PuntoRecibido {
  #probado = null;

  constructor(texto) {
    this.texto = texto;
    Object.freeze(this);
  }

  static {
    probado_de = (recibido) => (recibido.#probado ??= probar(recibido.texto));
  }
}

export const ORDEN = Curva.Fn.ORDER;
export const GENERADOR = new Punto(PROBADO, Curva.BASE);
export const IDENTIDAD = new Punto(PROBADO, Curva.ZERO);

const CIFRAS = String(ORDEN).length;
// g plus the point of order 2: on the curve, outside the prime-order subgroup.
const TORCIDO = new PuntoRecibido(`${"99".repeat(31)}95`);

/** Spell a point as Belenios does: the 256-bit integer in big-endian hexadecimal. */
export function texto_de_punto(punto) {
  if (!(punto instanceof Punto || punto instanceof PuntoRecibido)) {
    throw new TypeError("not a point");
  }
  return punto.texto;
}

/**
 * Read the spelling of a point that must not be the identity; membership is not yet proved.
 *
 * @throws {PuntoNoCanonico} Not 64 lower-case hexadecimal digits.
 * @throws {PuntoIdentidad} The identity, which no key, credential or ciphertext of a ballot is.
 */
export function recibir_punto(texto) {
  if (typeof texto !== "string" || !HEX.test(texto)) {
    throw new PuntoNoCanonico("un punto no son 64 cifras hexadecimales en minúsculas");
  }
  if (texto === IDENTIDAD.texto) throw new PuntoIdentidad("un punto es la identidad del grupo");
  return new PuntoRecibido(texto);
}

/**
 * Prove that `punto` is a proper element of the group.
 *
 * @throws {PuntoInvalido} Non-canonical, off the curve, identity, small order or wrong subgroup.
 */
export function probar_punto(punto) {
  return probado_de(punto);
}

/** Read and prove a point that must not be the identity (a key, a credential). */
export function leer_punto(texto) {
  return probar_punto(recibir_punto(texto));
}

/** Read and prove a point where the identity is lawful (sums, factors of an empty column). */
export function leer_punto_o_identidad(texto) {
  return texto === IDENTIDAD.texto ? IDENTIDAD : leer_punto(texto);
}

/**
 * Read the decimal spelling of 0 <= n < q.
 *
 * @returns {bigint}
 * @throws {EscalarNoCanonico} Sign, leading zero, other digits, or not below the order.
 */
export function leer_escalar(texto) {
  if (typeof texto === "string" && texto.length <= CIFRAS && DECIMAL.test(texto)) {
    const escalar = BigInt(texto);
    if (escalar < ORDEN) return escalar;
  }
  throw new EscalarNoCanonico("un escalar no está escrito en decimal o no es menor que el orden");
}

/**
 * `punto ** exponente`; its return proves `punto` to be a proper element of the group.
 *
 * @throws {PuntoInvalido} Non-canonical, off the curve, identity, small order or wrong subgroup.
 */
export function probar_potencia(punto, exponente) {
  return potencia(probar_punto(punto), exponente);
}

/** `punto ** exponente`, for any proved point and any BigInt. */
export function potencia(punto, exponente) {
  const escalar = mod(exponente, ORDEN);
  if (escalar === 0n || interior_de(punto).is0()) return IDENTIDAD;
  // `multiply` takes the same steps for every exponent; most exponents here are secret.
  return new Punto(PROBADO, interior_de(punto, true).multiply(escalar));
}

/** `g ** exponente` for any BigInt. */
export function potencia_de_g(exponente) {
  const escalar = mod(exponente, ORDEN);
  return escalar === 0n ? IDENTIDAD : new Punto(PROBADO, Curva.BASE.multiply(escalar));
}

/** The group operation. */
export function producto(uno, otro) {
  return new Punto(PROBADO, interior_de(uno).add(interior_de(otro)));
}

/** `uno / otro`. */
export function cociente(uno, otro) {
  return new Punto(PROBADO, interior_de(uno).subtract(interior_de(otro)));
}

const MENORES = new Map();

/** `g ** exponente` for the small exponents of the overall proofs, remembered. */
export function potencia_menor(exponente) {
  if (!MENORES.has(exponente)) MENORES.set(exponente, potencia_de_g(BigInt(exponente)));
  return MENORES.get(exponente);
}

/**
 * Refuse a library that takes points outside the group for elements of it.
 *
 * @throws {BibliotecaInsegura} One of the two functions accepts a point with a part of order 2.
 */
export function exigir_biblioteca(probar_uno, elevar) {
  for (const aceptar of [probar_uno, (punto) => elevar(punto, 1n)]) {
    try {
      aceptar(TORCIDO);
    } catch (error) {
      if (error instanceof PuntoInvalido) continue;
      throw error;
    }
    throw new BibliotecaInsegura("la biblioteca de curvas acepta puntos ajenos al grupo");
  }
}

function probar(texto) {
  let interior;
  try {
    // Not zip215: only the canonical encoding of RFC 8032.
    interior = Curva.fromBytes(octetos_de(texto), false);
  } catch {
    throw new PuntoInvalido("un punto no pertenece al grupo de orden primo");
  }
  if (interior.is0() || !interior.isTorsionFree()) {
    throw new PuntoInvalido("un punto no pertenece al grupo de orden primo");
  }
  return new Punto(PROBADO, interior, texto);
}

function hex_de(octetos) {
  return [...octetos]
    .reverse()
    .map((octeto) => octeto.toString(16).padStart(2, "0"))
    .join("");
}

function octetos_de(texto) {
  return Uint8Array.from(texto.match(/../g).reverse(), (par) => parseInt(par, 16));
}

exigir_biblioteca(probar_punto, probar_potencia);
