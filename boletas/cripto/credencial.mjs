// Credentials: what a pase holds, and the published list. Twin of credencial.py.

import { mod } from "@noble/curves/abstract/modular.js";
import {
  CredencialMalEscrita,
  CredencialRepetida,
  FueraDeLimites,
  ListaInvalida,
} from "../errores.mjs";
import { AZAR } from "./azar.mjs";
import { escribir, leer, leer_arreglo } from "./canonico.mjs";
import { BASE58 } from "./definicion.mjs";
import { leer_punto, ORDEN, potencia_de_g, texto_de_punto } from "./grupo.mjs";
import { sha256_hex } from "./huella.mjs";

export const GRUPOS = Object.freeze([5, 6, 5, 6]);
export const LIMITE_DE_LISTA = 8 << 20;
const FORMA = new RegExp(`^${GRUPOS.map((n) => `[${BASE58}]{${n}}`).join("-")}$`);

/** A voter's credential. Who holds `texto` or `exponente` votes; neither is ever shown. */
export class Credencial {
  constructor(texto, exponente, publica) {
    // Out of sight of a console that prints the object.
    Object.defineProperties(this, { texto: { value: texto }, exponente: { value: exponente } });
    this.publica = publica;
    Object.freeze(this);
  }
}

/** The published public credentials, every one a proved point, none twice. */
export class ListaDeCredenciales {
  constructor(texto, publicas, conjunto, sha256) {
    this.texto = texto;
    this.publicas = Object.freeze(publicas);
    this.conjunto = conjunto;
    this.sha256 = sha256;
    Object.freeze(this);
  }
}

/** Draw a credential of the election `uuid`: 22 Base58 characters, 128.8 bits. */
export function generar_credencial(uuid, azar = AZAR) {
  const letras = GRUPOS.map((n) =>
    Array.from({ length: n }, () => BASE58[Number(azar.menor_que(58n))]).join(""),
  );
  return derivar_credencial(uuid, letras.join("-"));
}

/** Tell whether a text is written as what a pase holds; it says nothing of any list. */
export function tiene_forma_de_credencial(texto) {
  return FORMA.test(texto);
}

/**
 * Recover the credential a pase holds from its text, `XXXXX-XXXXXX-XXXXX-XXXXXX`.
 *
 * @throws {CredencialMalEscrita} Another shape or alphabet. There is no check digit: a mistyped
 *   character gives another, unlisted credential.
 */
export function derivar_credencial(uuid, texto) {
  if (!tiene_forma_de_credencial(texto)) {
    throw new CredencialMalEscrita(
      "el código del pase no tiene la forma XXXXX-XXXXXX-XXXXX-XXXXXX",
    );
  }
  const mitades = [0, 1].map((i) =>
    sha256_hex(new TextEncoder().encode(`derive_credential|${uuid}|${i}|${texto}`)),
  );
  const exponente = mod(BigInt(`0x${mitades.join("")}`), ORDEN);
  return new Credencial(texto, exponente, texto_de_punto(potencia_de_g(exponente)));
}

/**
 * Write the public list, sorted by value: an order that tells nothing of roll or talonario.
 *
 * @throws {CredencialRepetida} The same credential twice.
 */
export function publicar_lista(publicas) {
  const ordenadas = [...publicas].sort();
  if (new Set(ordenadas).size !== ordenadas.length) {
    throw new CredencialRepetida("la lista repite una credencial");
  }
  return escribir(ordenadas);
}

/**
 * Read a published list and prove each credential. Weighted credentials are refused.
 *
 * @throws {CredencialRepetida} The same credential twice.
 * @throws {ListaInvalida} Not an array of strings, or a credential with a weight.
 * @throws {Incumplimiento} Those of canonical text and points.
 * @throws {FueraDeLimites} Longer than 8 MiB.
 */
export function leer_lista(texto) {
  if (texto.length > LIMITE_DE_LISTA) {
    throw new FueraDeLimites("la lista de credenciales es demasiado larga");
  }
  const publicas = [];
  for (const valor of leer_arreglo(leer(texto))) {
    if (typeof valor !== "string" || valor.includes(",")) {
      throw new ListaInvalida("la lista contiene algo que no es una credencial sin peso");
    }
    leer_punto(valor);
    publicas.push(valor);
  }
  const conjunto = new Set(publicas);
  if (conjunto.size !== publicas.length) {
    throw new CredencialRepetida("la lista repite una credencial");
  }
  return new ListaDeCredenciales(texto, publicas, conjunto, sha256_hex(texto));
}
