// A scanner types into whatever has the focus. What is typed where nothing takes it, because the last
// thing touched was a button, goes to the field that waits.

const DE_ESCRIBIR = "input:not([type=checkbox]):not([type=radio]), textarea, select";

/** Bring to a field what is typed elsewhere; `campo` gives it, or nothing while none waits. */
export function escribir_en(campo) {
  document.addEventListener("keydown", (suceso) => {
    // The space bar presses buttons, and no code holds one.
    if (suceso.key.length !== 1 || suceso.key === " ") return;
    if (suceso.ctrlKey || suceso.altKey || suceso.metaKey) return;
    if (document.activeElement?.matches(DE_ESCRIBIR) || document.querySelector("dialog[open]")) return;
    const espera = campo();
    if (!espera || espera.disabled) return;
    espera.select();
    espera.focus();
  });
}
