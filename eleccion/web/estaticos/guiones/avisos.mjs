// What a form misses, said in the language of the page: the bubble of the browser speaks its own, and
// Debian's Chromium comes without Spanish.

const FALTA = {
  checkbox: "Marque esta casilla para seguir.",
  radio: "Elija una de estas opciones.",
  "select-one": "Elija una opción de la lista.",
  file: "Elija el archivo.",
};

function explicar(campo) {
  const { valueMissing, patternMismatch, badInput, rangeUnderflow, rangeOverflow } = campo.validity;
  if (valueMissing) return FALTA[campo.type] ?? "Falta llenar este campo.";
  if (patternMismatch && campo.inputMode === "numeric") return "Escriba todas las cifras, sin letras ni espacios.";
  if (badInput || rangeUnderflow || rangeOverflow) return "Escriba una cifra; si no hubo, 0.";
  return "Revise lo que escribió.";
}

/** Forget what was said of a form: only the browser knows whether it is still true. */
function olvidar(forma) {
  for (const campo of forma?.elements ?? []) campo.setCustomValidity("");
}

document.addEventListener(
  "invalid",
  ({ target: campo }) => {
    if (!document.documentElement.lang.startsWith("es") || campo.validity.customError) return;
    campo.setCustomValidity(explicar(campo));
  },
  { capture: true },
);
for (const suceso of ["input", "change", "click"]) {
  document.addEventListener(suceso, ({ target }) => olvidar(target.closest?.("form")), { capture: true });
}
