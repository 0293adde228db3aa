// The comprobación: a ballot opened to see that it holds what the voter chose. Twin of
// comprobacion.py; page: docs/formato-comprobacion.md.

import {
  AperturaAjena,
  AperturaFalsa,
  AperturaIncompleta,
  CampoInesperado,
  FueraDeLimites,
} from "../errores.mjs";
import { AZAR } from "./azar.mjs";
import { BLANCO, emitir_abierta, REGLAS as REGLAS_DE_BOLETA, verificar_boleta } from "./boleta.mjs";
import { escribir, leer, leer_arreglo, leer_cadena, leer_campos } from "./canonico.mjs";
import { texto_de_cifrado } from "./cifrado.mjs";
import { es_uuid } from "./definicion.mjs";
import { leer_escalar, ORDEN } from "./grupo.mjs";
import { leer_sha256 } from "./huella.mjs";
import { cifrar, RespuestaAbierta, vector_de } from "./respuesta.mjs";

export const FORMATO = "eleccion-jpc/apertura/v1";
export const LIMITE_DE_APERTURA = 1 << 16;
// In the order of RFC 8785, which for these names and values is all that it asks.
const CAMPOS = ["boleta", "formato", "respuestas", "uuid"];

/** What opens one ballot and no other; `boleta` is SHA-256 of its text, hexadecimal. */
export class Apertura {
  constructor(uuid, boleta, respuestas) {
    this.uuid = uuid;
    this.boleta = boleta;
    this.respuestas = Object.freeze([...respuestas]);
    Object.freeze(this);
  }
}

/** What an opened ballot proved: that it is a whole ballot, and what it said. */
export class BoletaComprobada {
  constructor(boleta, votos) {
    this.boleta = boleta;
    this.votos = Object.freeze([...votos]);
    Object.freeze(this);
  }

  /** Name what was chosen: per question, its answers in ballot order; blank is none. */
  elegidas(definicion) {
    return definicion.preguntas.map((pregunta, i) => {
      const voto = this.votos[i];
      return voto === BLANCO
        ? []
        : [...voto].sort((a, b) => a - b).map((j) => pregunta.respuestas[j]);
    });
  }
}

/**
 * Make a ballot and keep what opens it, until the voter decides to cast it or to open it.
 *
 * Whoever holds the opening of a ballot that was cast can prove how its voter voted: the caller
 * forgets it before the ballot is deposited.
 *
 * @returns {[BoletaEmitida, Apertura]}
 * @throws {VotoFueraDeRango} The choices do not fit the questions.
 */
export function emitir_comprobable(definicion, credencial, votos, azar = AZAR) {
  const [emitida, respuestas] = emitir_abierta(definicion, credencial, votos, azar);
  return [emitida, new Apertura(definicion.uuid, emitida.sha256, respuestas)];
}

/**
 * Every check of an opening, one method each, so that a test can show what each one stops.
 *
 * The program uses `REGLAS` alone; there is no setting that replaces it.
 */
export class ReglasDeComprobacion {
  boleta = REGLAS_DE_BOLETA;

  /** The opening is of this ballot. */
  exigir_propia(apertura, boleta, uuid) {
    if (apertura.uuid !== uuid || apertura.boleta !== boleta.sha256) {
      throw new AperturaAjena("la apertura es de otra boleta");
    }
  }

  /** One answer per question, and in it one mark and one exponent per ciphertext. */
  exigir_completa(apertura, preguntas) {
    if (apertura.respuestas.length !== preguntas.length) {
      throw new AperturaIncompleta("la apertura no tiene una respuesta por pregunta");
    }
    for (const [i, { vector, azares }] of apertura.respuestas.entries()) {
      const { cifrados } = preguntas[i];
      if (vector.length !== cifrados || azares.length !== cifrados) {
        throw new AperturaIncompleta("la apertura no tiene un azar por cada opción");
      }
    }
  }

  /** Each ciphertext is what its mark and its exponent give. */
  exigir_cifrado(llave, abierta, cifrados, numero) {
    for (const [i, cifrado] of cifrados.entries()) {
      const propio = cifrar(llave, abierta.azares[i], abierta.vector[i]);
      if (texto_de_cifrado(propio) !== texto_de_cifrado(cifrado)) {
        throw new AperturaFalsa("la boleta no contiene lo que dice su apertura", {
          entrada: `pregunta ${numero}, opción ${i + 1}`,
        });
      }
    }
  }

  /** Read the vote; the proofs of the ballot already bound it, and it is demanded again. */
  voto_de(pregunta, vector) {
    const en_blanco = pregunta.blanco && vector[0] === 1;
    const opciones = pregunta.blanco ? vector.slice(1) : vector;
    const voto = en_blanco ? BLANCO : [...opciones.keys()].filter((i) => opciones[i]);
    if (vector_de(pregunta, voto).join() !== vector.join()) {
      throw new AperturaFalsa("la apertura no dice un voto posible");
    }
    return voto;
  }
}

export const REGLAS = Object.freeze(new ReglasDeComprobacion());

/**
 * Verify a ballot whole, encrypt again what its opening says, and return what it held.
 *
 * @param {Uint8Array} texto The ballot, exact bytes.
 * @param credenciales Anything with `has`: public credentials that may vote.
 * @throws {AperturaAjena|AperturaIncompleta|AperturaFalsa} See each.
 * @throws {VotoFueraDeRango} The marks are no lawful vote.
 * @throws {Incumplimiento} The ballot itself fails; the class says which check.
 */
export function comprobar_boleta(
  texto,
  definicion,
  credenciales,
  apertura,
  { reglas = REGLAS } = {},
) {
  const boleta = verificar_boleta(texto, definicion, credenciales, { reglas: reglas.boleta });
  reglas.exigir_propia(apertura, boleta, definicion.uuid);
  reglas.exigir_completa(apertura, definicion.preguntas);
  for (const [i, abierta] of apertura.respuestas.entries()) {
    reglas.exigir_cifrado(definicion.llave, abierta, boleta.cifrados[i], i + 1);
  }
  const votos = definicion.preguntas.map((pregunta, i) =>
    reglas.voto_de(pregunta, apertura.respuestas[i].vector),
  );
  return new BoletaComprobada(boleta, votos);
}

/** Bytes of the longest opening of a ballot: each exponent has as many digits as it may. */
export function largo_maximo_de_apertura(definicion) {
  const respuestas = definicion.preguntas.map(({ cifrados }) => {
    const ceros = new Array(cifrados).fill(0);
    return new RespuestaAbierta(
      ceros,
      ceros.map(() => ORDEN - 1n),
    );
  });
  return escribir_apertura(new Apertura(definicion.uuid, "0".repeat(64), respuestas)).length;
}

/** Write the opening's file in its one spelling. */
export function escribir_apertura(apertura) {
  return escribir({
    boleta: apertura.boleta,
    formato: FORMATO,
    respuestas: apertura.respuestas.map(({ vector, azares }) => ({
      azares: azares.map(String),
      vector: [...vector],
    })),
    uuid: apertura.uuid,
  });
}

/**
 * Read an opening's file strictly; nothing is compared with a ballot here.
 *
 * @throws {FueraDeLimites} Longer than 64 KiB.
 * @throws {TextoNoCanonico|CampoInesperado|EscalarNoCanonico} Not the one spelling of an opening.
 */
export function leer_apertura(texto) {
  if (texto.length > LIMITE_DE_APERTURA) throw new FueraDeLimites("la apertura es demasiado larga");
  const campos = leer_campos(leer(texto), CAMPOS);
  const uuid = leer_cadena(campos.uuid);
  if (campos.formato !== FORMATO || !es_uuid(uuid)) {
    throw new CampoInesperado("no es la apertura de una boleta");
  }
  const boleta = leer_sha256(campos.boleta);
  return new Apertura(uuid, boleta, leer_arreglo(campos.respuestas).map(leer_respuesta));
}

function leer_respuesta(valor) {
  const { azares, vector } = leer_campos(valor, ["azares", "vector"]);
  const marcas = leer_arreglo(vector).map(leer_marca);
  return new RespuestaAbierta(marcas, leer_arreglo(azares).map(leer_escalar));
}

function leer_marca(valor) {
  if (valor !== 0 && valor !== 1) {
    throw new CampoInesperado("una opción no está marcada con 0 o con 1");
  }
  return valor;
}
