// The bar of the voter: language, size, contrast, voice, help. It lives as long as the page, and the
// page is new for every voter.

import { hablar_en, poner } from "./textos.mjs";
import { Voz } from "./voz.mjs";

const TEMAS = ["normal", "contraste", "invertido", "suave"];
const NOMBRES = {
  normal: "contraste_normal",
  contraste: "contraste_alto",
  invertido: "contraste_invertido",
  suave: "contraste_suave",
};
const LETRAS = 4;

/** Wire the bar. Gives the voice. */
export function poner_barra({ seccion_visible, al_usar }) {
  const raiz = document.documentElement;
  const $ = (id) => document.getElementById(id);
  let tema = 0;
  let letra = 1;
  const voz = new Voz({ al_saber: ofrecer_la_voz, al_callarse: quedarse_sin_voz });

  for (const boton of document.querySelectorAll("[data-idioma]")) {
    boton.addEventListener("click", async () => {
      await hablar_en(boton.dataset.idioma);
      for (const otro of document.querySelectorAll("[data-idioma]")) {
        otro.setAttribute("aria-pressed", String(otro === boton));
      }
      al_usar();
      if (voz.encendida && !voz.puede) {
        voz.apagar();
        quedarse_sin_voz();
        return;
      }
      ofrecer_la_voz();
      voz.leer(seccion_visible());
    });
  }
  for (const boton of document.querySelectorAll("[data-letra]")) {
    boton.addEventListener("click", () => {
      letra = Math.min(LETRAS, Math.max(1, letra + Number(boton.dataset.letra)));
      raiz.dataset.letra = String(letra);
      al_usar();
    });
  }
  $("tema").addEventListener("click", () => {
    tema = (tema + 1) % TEMAS.length;
    raiz.dataset.tema = TEMAS[tema];
    poner($("tema"), NOMBRES[TEMAS[tema]]);
    voz.decir($("tema"));
  });
  let esperando = false;
  $("audio").addEventListener("click", async () => {
    if (esperando) return;
    if (voz.encendida) {
      voz.apagar();
      iluminar();
    } else {
      esperando = true;
      const llega = await voz.llega();
      esperando = false;
      if (!llega) return quedarse_sin_voz();
      voz.encender();
    }
    decir_si_habla(voz.encendida ? "audio_apagar" : "audio");
    voz.leer(seccion_visible(), $("teclas"));
  });
  $("pantalla").addEventListener("click", () => {
    $("oscuro").hidden = !$("oscuro").hidden;
    poner($("pantalla"), $("oscuro").hidden ? "pantalla_apagar" : "pantalla_encender");
    voz.decir($("pantalla"));
  });
  $("oscuro").addEventListener("click", iluminar);
  $("ayuda").addEventListener("click", () => {
    $("cortina").showModal();
    voz.leer($("cortina"));
  });
  $("ayuda-volver").addEventListener("click", () => $("cortina").close());

  function decir_si_habla(texto) {
    $("audio").setAttribute("aria-pressed", String(voz.encendida));
    poner($("audio"), texto);
    $("pantalla").hidden = !voz.encendida;
  }

  function ofrecer_la_voz() {
    if ($("audio").dataset.t === "audio_sin_voz" && voz.puede) poner($("audio"), "audio");
  }

  /** Who hears nothing more sees why, and so does whoever comes to help. */
  function quedarse_sin_voz() {
    iluminar();
    decir_si_habla("audio_sin_voz");
  }

  function iluminar() {
    $("oscuro").hidden = true;
    poner($("pantalla"), "pantalla_apagar");
  }
  return voz;
}
