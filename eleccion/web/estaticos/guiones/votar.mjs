// The voter's way: pase, choice, review, paper, deposit; or the test of the machine. One screen at a
// time. The choice lives in this page alone, from the touch to the last screen, and goes nowhere.
//
// The ballot is closed on the review screen, before the voter decides to cast it or to test it: a
// machine that cheats cannot know which of the two will come. What opens it is forgotten before it
// is deposited.

import { emitir_comprobable, escribir_apertura } from "../../../../boletas/cripto/comprobacion.mjs";
import { derivar_credencial, tiene_forma_de_credencial } from "../../../../boletas/cripto/credencial.mjs";
import { leer_definicion } from "../../../../boletas/cripto/definicion.mjs";
import { rastreo } from "../../../../boletas/impresion/codigos.mjs";
import { escribir_en } from "./a_la_espera.mjs";
import { poner_barra } from "./ajustes.mjs";
import { leer_codigo } from "./camara.mjs";
import { codigo_de_pase } from "./codigo_de_pase.mjs";
import { CERRADO, desenlace, DUDA, MENTIRA, NADA } from "./desenlace.mjs";
import { Duda } from "./duda.mjs";
import { Inactividad } from "./inactividad.mjs";
import { Opciones } from "./opciones.mjs";
import { imprimir_comprobante, imprimir_testigo } from "./papel.mjs";
import { enviar, leer_octetos, Rechazo, SinRespuesta } from "./pedidos.mjs";
import { hablar_en, poner } from "./textos.mjs";
import { volver } from "./volver.mjs";

const SEGUNDOS_AL_FINAL = 60;
const AVISO_AL_FINAL = 20;
const ALTO_MS = 30 * 1000;
const MAS_LARGO = 40;
const FALLAS = {
  CredencialMalEscrita: "error_pase_forma",
  PaseNoListado: "error_pase_ajeno",
  UrnaCerrada: "error_cerrada",
  UrnaEnPausa: "error_pausa",
  KioscoOcupado: "error_kiosco",
  SinPermiso: "error_kiosco",
};

/** Screens that are left without a paper out or a ballot spent. */
const SIN_NADA_HECHO = ["pase", "elegir", "revisar"];

const $ = (id) => document.getElementById(id);
const pasos = [...document.querySelectorAll("[data-paso]")];
const visible = () => pasos.find((paso) => !paso.hidden);

let definicion;
let credencial;
let opcion;
let boleta;
let apertura;
let camara;
let papel_afuera = false;
let dudosa = false;

const lista = (async () => {
  await hablar_en(document.documentElement.lang);
  definicion = leer_definicion(await leer_octetos("/definicion"));
})();

/** Let the page be painted before the machine is kept busy. */
const pintar = () => new Promise((listo) => requestAnimationFrame(() => setTimeout(listo)));

function mostrar(id) {
  for (const paso of pasos) paso.hidden = paso.id !== id;
  $("ayuda-salir").hidden = !SIN_NADA_HECHO.includes(id);
  const titulo = visible().querySelector("h1");
  titulo.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  // Which cards there are is part of what is read.
  opciones.acomodar();
  voz.leer(visible());
}

const voz = poner_barra({ seccion_visible: visible, al_usar: () => opciones.acomodar() });
const opciones = new Opciones({ al_elegir: elegir, al_pasar: (...que) => voz.decir(...que) });
const vigia = new Inactividad({
  con_voz: () => voz.encendida,
  al_preguntar: (dialogo) => voz.leer(dialogo),
  al_irse: () => dejar("alto_ido"),
});
const duda = new Duda({ mostrar, resolver, decir: (que) => voz.decir(que) });
escribir_en(() => visible().querySelector("#codigo, #papel-tarjeta"));

// --- The pase ---

$("forma-pase").addEventListener("submit", (suceso) => {
  suceso.preventDefault();
  tomar_pase($("codigo").value);
});

async function tomar_pase(texto) {
  $("falla").hidden = true;
  try {
    // A scanner may read before an old laptop has read the election.
    await lista;
    const propia = derivar_credencial(definicion.uuid, codigo_de_pase(texto));
    await enviar("/pase", { credencial: propia.publica });
    credencial = propia;
    camara?.abort();
    $("codigo").value = "";
    mostrar("elegir");
  } catch (falla) {
    avisar_del_pase(falla);
  }
}

function avisar_del_pase(falla) {
  const clase = falla instanceof Rechazo ? falla.clase : falla.constructor.name;
  const usado = falla instanceof Rechazo && falla.detalle;
  poner($("falla"), usado ? `error_pase_${usado}` : (FALLAS[clase] ?? "error_otro"));
  $("falla").hidden = false;
  // A card of the mesa, scanned here by mistake, does not stay on a voter's screen.
  if ($("codigo").value.length > MAS_LARGO) $("codigo").value = "";
  $("codigo").select();
  $("codigo").focus();
  voz.decir($("falla"));
}

$("usar-camara").addEventListener("click", async () => {
  camara?.abort();
  camara = new AbortController();
  try {
    await tomar_pase(await leer_codigo($("camara"), document.body.dataset.lector, camara.signal));
  } catch (falla) {
    if (falla instanceof DOMException && falla.name === "AbortError") return;
    poner($("falla"), "pase_camara_no");
    $("falla").hidden = false;
    voz.decir($("falla"));
  }
});
$("salir").addEventListener("click", salir);
// Behind the curtain whoever came to help ends the turn and sees no choice.
$("ayuda-salir").addEventListener("click", () => {
  $("cortina").close();
  salir();
});

// --- The choice ---

async function elegir(elegida) {
  opcion = elegida;
  opciones.copiar(opcion, $("elegida"));
  $("guardar").disabled = $("probar").disabled = true;
  $("codigo-de-boleta").textContent = "";
  // An old laptop takes a while: what it does is on the screen before it begins.
  $("sobre-abierto").hidden = false;
  mostrar("revisar");
  await pintar();
  [boleta, apertura] = emitir_comprobable(definicion, credencial, [[opcion]]);
  poner($("codigo-de-boleta"), "revisar_codigo", { codigo: rastreo(octetos_de(boleta.sha256)) });
  $("sobre-abierto").hidden = true;
  $("guardar").disabled = $("probar").disabled = false;
}

$("cambiar").addEventListener("click", () => {
  boleta = apertura = undefined;
  mostrar("elegir");
});

// --- Guardar ---

$("guardar").addEventListener("click", async () => {
  apertura = undefined;
  if (!document.body.dataset.testigo) return depositar();
  mostrar("cerrando");
  await pintar();
  try {
    await enviar("/papel");
  } catch (falla) {
    // Nothing was printed. When nobody knows what the urna noted, an official goes on as well.
    if (falla instanceof SinRespuesta || falla.clase === "ImpresoraDetenida") mostrar("sin-papel");
    else parar(falla);
    return;
  }
  await imprimir_y_preguntar();
});
$("papel-si").addEventListener("click", depositar);
$("papel-no").addEventListener("click", async () => {
  await enviar("/cancelar").catch(() => {});
  detener("alto_titulo", "alto_texto");
});
$("papel-falta").addEventListener("click", async () => {
  // A voter alone prints no second paper: only an official goes on from here.
  mostrar("sin-papel");
  await enviar("/sin-papel").catch(() => {});
});
$("papel-dejar").addEventListener("click", () => dejar("alto_sin_papel"));
// A scanner ends the card with Enter: whether a paper came out is a choice that it does not make.
$("papel-tarjeta").addEventListener("keydown", (suceso) => {
  if (suceso.key !== "Enter") return;
  suceso.preventDefault();
  $("papel-otra").focus();
});
$("papel-mesa").addEventListener("submit", async (suceso) => {
  suceso.preventDefault();
  const dado = new FormData(suceso.target, suceso.submitter);
  suceso.target.reset();
  if (tiene_forma_de_credencial(codigo_de_pase(dado.get("tarjeta")))) {
    // What votes leaves this page for no form.
    avisar_del_papel("error_tarjeta");
    return;
  }
  try {
    await enviar("/papel/atender", dado);
  } catch (falla) {
    avisar_del_papel(falla.clase === "ImpresoraDetenida" ? "error_impresora" : "error_tarjeta");
    return;
  }
  $("papel-falla").hidden = true;
  if (dado.get("papel") === "salio") mostrar("papel");
  else await imprimir_y_preguntar();
});

function avisar_del_papel(clave) {
  poner($("papel-falla"), clave);
  $("papel-falla").hidden = false;
  voz.decir($("papel-falla"));
}

async function depositar() {
  vigia.parar();
  mostrar("guardando");
  await pintar();
  await acabar(async () => terminar("guardado", await enviar("/boletas", boleta.texto)));
}

async function imprimir_y_preguntar() {
  papel_afuera = true;
  await imprimir_testigo(opcion);
  mostrar("papel");
}

/** Leave before the vote is sent: a paper that is out waits for an official. */
function dejar(texto) {
  if (!papel_afuera) return salir();
  detener("alto_titulo", texto);
}

// --- La prueba ---

$("probar").addEventListener("click", async () => {
  vigia.parar();
  mostrar("cerrando");
  await pintar();
  await acabar(async () => {
    const comprobante = await enviar("/comprobaciones", boleta.texto);
    // The pase is spent: only now may what opens the ballot leave this page.
    const abierta = await enviar("/aperturas", {
      boleta: new TextDecoder().decode(boleta.texto),
      apertura: new TextDecoder().decode(escribir_apertura(apertura)),
    });
    $("codigos").innerHTML = abierta.codigos.join("");
    const dibujos = [...$("codigos").querySelectorAll("svg > title")];
    dibujos.forEach((de, i) => poner(de, "prueba_codigo", { numero: i + 1, total: dibujos.length }));
    opciones.copiar(abierta.opciones[0], $("abierta"));
    const igual = abierta.opciones.length === 1 && abierta.opciones[0] === opcion;
    poner($("igual"), igual ? "prueba_igual" : "mentira_texto");
    if (!igual) {
      poner($("prueba-titulo"), "mentira_titulo");
      for (const elemento of document.querySelectorAll(".de-prueba")) elemento.hidden = true;
    }
    terminar("probado", comprobante, igual);
  });
});

// --- Lo que contesta la urna ---

/** Ask the urna for the end of a vote or a test; `intentar` may be asked again as it is. */
async function acabar(intentar) {
  try {
    await intentar();
  } catch (falla) {
    resolver(falla, intentar);
  }
}

function resolver(falla, intentar) {
  const que = desenlace(falla, dudosa);
  if (que === NADA) {
    parar(falla);
  } else if (que === MENTIRA) {
    detener("mentira_titulo", "mentira_texto", { espera: false });
  } else {
    dudosa ||= que === DUDA;
    duda.dudar(intentar, apertura ? "duda_prueba" : "duda_texto", que === CERRADO);
  }
}

// --- El final ---

function terminar(id, comprobante, se_cierra = true) {
  olvidar();
  vigia.parar();
  for (const lugar of document.querySelectorAll(".rastreo")) lugar.textContent = comprobante.rastreo;
  // What the paper says of the ballot stands in the page too: in letters that grow, and heard.
  for (const lugar of document.querySelectorAll(".fin")) poner(lugar, `recibo_${comprobante.estado}`);
  for (const lugar of document.querySelectorAll(".de-pase")) lugar.textContent = comprobante.pase;
  for (const lugar of document.querySelectorAll(".comprobante")) {
    lugar.innerHTML = comprobante.papel;
    poner(lugar.querySelector("svg > title"), "recibo_dibujo");
  }
  $("tira").innerHTML = comprobante.papel;
  // A machine caught lying stays as it is, for the mesa and the representatives to see.
  if (se_cierra) contar(id === "guardado" ? SEGUNDOS_AL_FINAL : SEGUNDOS_AL_FINAL * 5);
  mostrar(id);
}

function contar(segundos) {
  let quedan = segundos;
  let pasados = 0;
  const escribir = () => {
    for (const lugar of document.querySelectorAll(".cuenta")) {
      poner(lugar, "guardado_segundos", { segundos: String(quedan) });
    }
  };
  const decir_cuanto = () => voz.decir(visible().querySelector(".cuenta"));
  escribir();
  for (const boton of document.querySelectorAll(".mas-tiempo")) {
    boton.addEventListener("click", () => {
      quedan += SEGUNDOS_AL_FINAL;
      escribir();
      decir_cuanto();
    });
  }
  const reloj = setInterval(() => {
    quedan -= 1;
    pasados += 1;
    escribir();
    if (quedan === AVISO_AL_FINAL) decir_cuanto();
    // Whoever left a test behind does not leave on the screen what was chosen in it.
    if (pasados === SEGUNDOS_AL_FINAL) $("abierta").replaceChildren();
    if (quedan > 0) return;
    clearInterval(reloj);
    volver();
  }, 1000);
}

for (const boton of document.querySelectorAll(".imprimir-comprobante")) {
  boton.addEventListener("click", async () => {
    // The printer takes a while, and who sees nothing happen presses again.
    for (const aviso of document.querySelectorAll(".saliendo")) aviso.hidden = false;
    voz.decir(visible().querySelector(".saliendo"));
    await imprimir_comprobante();
  });
}
for (const boton of document.querySelectorAll(".terminar")) {
  boton.addEventListener("click", () => volver(avisar_que_no_contesta));
}

function olvidar() {
  boleta = apertura = credencial = opcion = undefined;
  opciones.olvidar();
}

/** The urna said no after the choice, and its answer proves that nothing was kept. */
function parar(falla) {
  const usado = falla instanceof Rechazo && falla.detalle;
  const texto = usado ? `error_pase_${usado}` : (FALLAS[falla.clase] ?? "error_otro");
  detener(usado ? "alto_usado" : "alto_titulo", texto);
}

/** Stop for good: say what happened and where a paper goes, and give the screen back. */
function detener(titulo, texto, { espera = true } = {}) {
  olvidar();
  vigia.parar();
  poner($("alto-titulo"), titulo);
  poner($("alto-texto"), texto);
  $("alto-papel").hidden = !papel_afuera;
  mostrar("alto");
  if (espera) setTimeout(() => volver(avisar_que_no_contesta), ALTO_MS);
}

function avisar_que_no_contesta() {
  if (!$("sin-equipo").hidden) return;
  $("sin-equipo").hidden = false;
  voz.decir($("sin-equipo"));
}

function salir() {
  olvidar();
  vigia.parar();
  // Until the urna heard it, the way that was given would be open to whoever comes next.
  volver(avisar_que_no_contesta, () => enviar("/salir"));
}

function octetos_de(hexadecimal) {
  return Uint8Array.from(hexadecimal.match(/../g), (par) => parseInt(par, 16));
}

await lista;
$("codigo").focus();
