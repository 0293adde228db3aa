// What a voter brings to the page: a tracker, the code of a comprobante, or the codes of an opening.
// docs/formato-recibo.md, docs/formato-comprobacion.md.

import { hexToBytes } from "@noble/hashes/utils.js";
import { FirmaFalsa } from "../../../auditoria/registro/llave.mjs";
import { leer_rastreo, rastreo } from "../../../boletas/impresion/codigos.mjs";
import {
  leer_textos_de_apertura,
  PREFIJO as PREFIJO_DE_APERTURA,
} from "../../../boletas/impresion/aperturas.mjs";
import { Recibo, ReciboFirmado } from "../../casos/jornada/urna/recibo.mjs";
import { CodigoDeRecibo, PREFIJO as PREFIJO_DE_RECIBO } from "../../documentos/comprobante.mjs";

/**
 * Read what a person typed or pasted.
 *
 * No code of ours ends in a blank: its last character is worth at most 32, and a blank 36.
 *
 * @returns {{codigo: string, recibo: ?CodigoDeRecibo, apertura: ?Apertura}} The tracker, and
 *   beside it what else the code carried.
 * @throws {FallaDeBoletas|ErrorAuditoria} It is none of the three.
 */
export function leer_busqueda(escrito) {
  const limpio = escrito.trim();
  if (limpio.startsWith(PREFIJO_DE_RECIBO)) {
    const recibo = CodigoDeRecibo.leer(limpio);
    return { codigo: rastreo(recibo.boleta), recibo, apertura: null };
  }
  if (limpio.startsWith(PREFIJO_DE_APERTURA)) {
    const partes = limpio.split(PREFIJO_DE_APERTURA).slice(1);
    const textos = partes.map((parte) => PREFIJO_DE_APERTURA + parte.trimEnd());
    const apertura = leer_textos_de_apertura(textos);
    return { codigo: rastreo(hexToBytes(apertura.boleta)), recibo: null, apertura };
  }
  return { codigo: leer_rastreo(limpio), recibo: null, apertura: null };
}

/**
 * Say whether an urna of the mesa signed a receipt.
 *
 * @param {CodigoDeRecibo} recibo
 * @param {LlavePublica[]} llaves Of its urnas: two after a take-over, none where no log was chosen.
 * @returns {"sin_llaves"|"corresponde"|"no_corresponde"}
 */
export function revisar_sello({ uuid, boleta, estado, firma }, llaves) {
  if (llaves.length === 0) return "sin_llaves";
  const firmado = new ReciboFirmado(new Recibo(uuid, boleta, estado), firma);
  return llaves.some((llave) => firmo(firmado, llave)) ? "corresponde" : "no_corresponde";
}

function firmo(firmado, llave) {
  try {
    firmado.verificar(llave);
    return true;
  } catch (falla) {
    if (!(falla instanceof FirmaFalsa)) throw falla;
    return false;
  }
}
