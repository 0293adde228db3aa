// The published record of one mesa, as the page for voters reads it: docs/formato-bel.md,
// docs/formato-comprobadas.md, docs/formato-bitacora.md. Nothing here touches a page.

import { hexToBytes } from "@noble/hashes/utils.js";
import { LlavePublica } from "../../../auditoria/registro/llave.mjs";
import { CampoInesperado, FallaDeBoletas } from "../../../boletas/errores.mjs";
import { verificar_boleta } from "../../../boletas/cripto/boleta.mjs";
import { leer, leer_arreglo, leer_cadena, leer_campos } from "../../../boletas/cripto/canonico.mjs";
import { Apertura, comprobar_boleta } from "../../../boletas/cripto/comprobacion.mjs";
import { leer_lista } from "../../../boletas/cripto/credencial.mjs";
import { leer_definicion } from "../../../boletas/cripto/definicion.mjs";
import { Acumulador, escribir_computo } from "../../../boletas/cripto/escrutinio.mjs";
import { leer_escalar } from "../../../boletas/cripto/grupo.mjs";
import { leer_sha256, sha256_hex } from "../../../boletas/cripto/huella.mjs";
import { LectorDeRegistros } from "../../../boletas/cripto/registros.mjs";
import { RespuestaAbierta } from "../../../boletas/cripto/respuesta.mjs";
import { leer_sucesos, Tipo } from "../../../boletas/cripto/sucesos.mjs";
import { rastreo } from "../../../boletas/impresion/codigos.mjs";

const FORMATO = "eleccion-jpc/comprobadas/v1";
const PRIMEROS_DE_URNA = ["UrnaInstalada", "UrnaRelevada"];

const texto = (octetos) => new TextDecoder("utf-8", { fatal: true }).decode(octetos);
const octetos = (cadena) => new TextEncoder().encode(cadena);

/**
 * Read an archive: definition, credentials, ballots and encrypted tally. No proof is checked yet.
 *
 * @param {Uint8Array} contenido `M1.bel`.
 * @throws {FallaDeBoletas} Its records, events or definition break their form.
 */
export function leer_mesa(contenido) {
  const mesa = { definicion: null, lista: null, boletas: [], computo: null };
  for (const { tipo, datos } of leer_sucesos(new LectorDeRegistros(contenido))) {
    if (tipo === Tipo.SETUP) {
      mesa.definicion = leer_definicion(datos[0].datos);
      mesa.lista = leer_lista(datos[2].datos);
    } else if (mesa.definicion === null) {
      throw new CampoInesperado("el archivo no empieza por la definición de la elección");
    } else if (tipo === Tipo.BALLOT) {
      mesa.boletas.push({ texto: datos[0].datos, sha256: sha256_hex(datos[0].datos) });
    } else if (tipo === Tipo.ENCRYPTED_TALLY) {
      mesa.computo = texto(datos[0].datos);
    }
  }
  if (mesa.definicion === null) {
    throw new CampoInesperado("el archivo no trae la definición de la elección");
  }
  return mesa;
}

/**
 * Read the ballots that voters opened; `respuestas` is null where the machine never opened one.
 *
 * @param {Uint8Array} contenido `comprobadas.json`.
 */
export function leer_comprobadas(contenido) {
  const campos = leer_campos(leer(contenido), ["comprobadas", "formato", "mesa", "proceso"]);
  if (campos.formato !== FORMATO) throw new CampoInesperado("no es una lista de comprobaciones");
  return leer_arreglo(campos.comprobadas).map((valor) => {
    const abierta = valor instanceof Map && valor.has("azares");
    const propios = ["boleta", "credencial", "huella"];
    const { azares, boleta, credencial, huella, vector } = leer_campos(
      valor,
      abierta ? ["azares", ...propios, "vector"] : propios,
    );
    const contenido_de_boleta = octetos(leer_cadena(boleta));
    const sha256 = sha256_hex(contenido_de_boleta);
    if (leer_sha256(huella) !== sha256) {
      throw new CampoInesperado("una huella de la lista no es la de su boleta");
    }
    const respuestas = abierta
      ? [new RespuestaAbierta(leer_arreglo(vector), leer_arreglo(azares).map(leer_escalar))]
      : null;
    return { texto: contenido_de_boleta, sha256, credencial, respuestas };
  });
}

/**
 * Read the key of an urna off the first entry of its log: the key that its receipts name.
 *
 * Two cards of the mesa signed that entry; whether they did is for `auditoria` to prove.
 *
 * @param {Uint8Array} contenido `urna-1.bitacora`, or `urna-2.bitacora` after a take-over.
 * @throws {CampoInesperado|LlaveInvalida} It does not begin as the log of an urna.
 */
export function leer_llave_de_urna(contenido) {
  const fin = contenido.indexOf(0x0a);
  const asiento = leer(contenido.slice(0, fin < 0 ? contenido.length : fin));
  const datos = asiento instanceof Map ? asiento.get("datos") : null;
  const es_de_urna = datos instanceof Map && PRIMEROS_DE_URNA.includes(asiento.get("tipo"));
  if (!es_de_urna) throw new CampoInesperado("no es la bitácora de una urna");
  return LlavePublica.desde_vkey(leer_cadena(datos.get("llave_urna")));
}

/**
 * Find the ballot that a person asks for (`leer_busqueda`) and check it whole.
 *
 * An opening that the person brings is checked against the published ballot, and the published
 * opening is not believed in its place.
 *
 * @param {object[]} aparte Ballots published beside the urna (`leer_aparte`).
 * @returns {{estado: string, elegidas: string[][]}} `ajena`: of another mesa. `contradicha`: the
 *   paper says that it was cast and the record that it was opened, or the other way. Else where
 *   the record has it: `depositada`, `comprobada`, `hallada`, `apartada`, `ausente`; or, opened,
 *   `sin_abrir` where the record has no opening, `sin_publicar` where the person has one all the
 *   same.
 * @throws {FallaDeBoletas} It is there and does not hold.
 */
export function buscar(mesa, comprobadas, { codigo, recibo, apertura }, aparte = []) {
  const uuid = recibo?.uuid ?? apertura?.uuid ?? mesa.definicion.uuid;
  if (uuid !== mesa.definicion.uuid) return { estado: "ajena", elegidas: [] };
  const dicho = recibo?.estado ?? (apertura ? "comprobada" : null);
  const es_suya = ({ sha256 }) => rastreo(hexToBytes(sha256)) === codigo;
  const depositada = mesa.boletas.find(es_suya);
  const comprobada = comprobadas.find(es_suya);
  const cerrada = depositada
    ? { ...depositada, recibida: "depositada", estado: "depositada" }
    : !comprobada && aparte.find(es_suya);
  if (!cerrada && !comprobada) return { estado: "ausente", elegidas: [] };
  if (dicho !== null && dicho !== (cerrada ? cerrada.recibida : "comprobada")) {
    return { estado: "contradicha", elegidas: [] };
  }
  if (cerrada) {
    verificar_boleta(cerrada.texto, mesa.definicion, mesa.lista.conjunto);
    return { estado: cerrada.estado, elegidas: [] };
  }
  if (comprobada.respuestas === null && !apertura) return { estado: "sin_abrir", elegidas: [] };
  const abierta = apertura ? { ...comprobada, respuestas: apertura.respuestas } : comprobada;
  const elegidas = abrir(mesa, abierta).elegidas(mesa.definicion);
  return { estado: comprobada.respuestas === null ? "sin_publicar" : "comprobada", elegidas };
}

/**
 * Check every ballot of a mesa, one step at a time.
 *
 * @yields {{hechas: number, fallas: string[]}} After each ballot, and at the end with the tally.
 */
export function* revisar(mesa, comprobadas) {
  const suma = new Acumulador(mesa.definicion);
  const gastadas = new Set();
  const fallas = [];
  let hechas = 0;
  const probar = (boleta, accion) => {
    try {
      const { credencial } = accion();
      if (gastadas.has(credencial))
        fallas.push(`${rastreo(hexToBytes(boleta.sha256))}: pase repetido`);
      gastadas.add(credencial);
    } catch (falla) {
      if (!(falla instanceof FallaDeBoletas)) throw falla;
      fallas.push(`${rastreo(hexToBytes(boleta.sha256))}: ${falla.message}`);
    }
    hechas += 1;
    return { hechas, fallas };
  };
  for (const boleta of mesa.boletas) {
    yield probar(boleta, () => {
      const probada = verificar_boleta(boleta.texto, mesa.definicion, mesa.lista.conjunto);
      suma.agregar(probada);
      return probada;
    });
  }
  for (const comprobada of comprobadas) {
    yield probar(comprobada, () => abrir(mesa, comprobada).boleta);
  }
  const orden = mesa.boletas.map(({ sha256 }) => sha256);
  if (orden.some((sha256, i) => i > 0 && sha256 <= orden[i - 1])) {
    fallas.push("las boletas no están en orden, o una está dos veces");
  }
  if (mesa.computo !== null && texto(escribir_computo(suma.computo())) !== mesa.computo) {
    fallas.push("la suma cerrada que se publicó no es la de estas boletas");
  }
  yield { hechas, fallas };
}

function abrir({ definicion, lista }, comprobada) {
  if (comprobada.respuestas === null) {
    throw new CampoInesperado("la máquina no abrió esta boleta, que se le pidió comprobar");
  }
  const apertura = new Apertura(definicion.uuid, comprobada.sha256, comprobada.respuestas);
  const hallada = comprobar_boleta(comprobada.texto, definicion, lista.conjunto, apertura);
  if (hallada.boleta.credencial !== comprobada.credencial) {
    throw new CampoInesperado("la credencial asentada no es la de la boleta");
  }
  return hallada;
}
