// What an answer proves about a ballot that was sent. The list of what proves that nothing was kept is
// closed: whatever is not on it may have come after the ballot was durable.

import { Rechazo, SinRespuesta } from "./pedidos.mjs";

export const NADA = "nada";
export const DUDA = "duda";
export const CERRADO = "cerrado";
export const MENTIRA = "mentira";

/** The urna looked at this very ballot, and it is not kept. */
const NO_ESTA = new Set(["BoletaRechazada", "PaseNoListado", "PaseUsado", "UrnaCerrada", "UrnaEnPausa", "UrnaSinAbrir"]);
/** This try kept nothing; of one before it they say nothing. */
const NO_EMPEZO = new Set(["BaseOcupada", "BaseSinEspacio", "RespaldoFaltante"]);
const ESPERAN_TARJETAS = new Set(["EquipoEnEspera", "FueraDeMomento", "SinPermiso"]);
const MENTIRAS = new Set(["AperturaAjena", "AperturaFalsa", "AperturaIncompleta"]);

/** Say what a failure means. `dudosa`: an earlier try of the same ballot had no certain end. */
export function desenlace(falla, dudosa) {
  if (falla instanceof SinRespuesta || !(falla instanceof Rechazo)) return DUDA;
  if (MENTIRAS.has(falla.clase)) return MENTIRA;
  if (ESPERAN_TARJETAS.has(falla.clase)) return CERRADO;
  if (NO_ESTA.has(falla.clase) || (NO_EMPEZO.has(falla.clase) && !dudosa)) return NADA;
  return DUDA;
}
